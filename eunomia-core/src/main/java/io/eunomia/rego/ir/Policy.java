package io.eunomia.rego.ir;

import java.util.List;

/**
 * A plan: OPA's {@code ir.Policy}.
 *
 * @param strings the constants that {@link Operand.StringIndex} and {@link Stmt.MakeNumberRef}
 *     refer to
 * @param builtins the names of the builtins that are called
 * @param files the names that locations refer to
 * @param plans an entrypoint each
 * @param funcs rules and functions
 */
public record Policy(
    List<String> strings,
    List<BuiltinDecl> builtins,
    List<String> files,
    List<Plan> plans,
    List<Func> funcs) {
  public Policy {
    strings = List.copyOf(strings);
    builtins = List.copyOf(builtins);
    files = List.copyOf(files);
    plans = List.copyOf(plans);
    funcs = List.copyOf(funcs);
  }
}
