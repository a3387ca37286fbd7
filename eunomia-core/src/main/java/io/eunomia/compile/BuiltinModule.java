package io.eunomia.compile;

import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Builtins of the value runtime by themselves, without a policy: for a host that is asked for them
 * by a module of another compiler. Stateless and thread-safe.
 */
public final class BuiltinModule {
  /**
   * What the message of a builtin's error begins with: it, OPA's code, the builtin and what is
   * wrong, with a colon and a space behind each. What ends an evaluation however errors of builtins
   * are taken has no place, or another code than {@code eval_builtin_error} or {@code
   * eval_type_error}.
   */
  public static final String PLACE = "builtin:1: ";

  private static final Location AT = new Location(0, 1, 1);
  private static final String FILE = "builtin";

  /** The strings of the plans: the key of results, and the keys of the arguments. */
  private static final List<String> STRINGS = List.of("result", "0", "1", "2", "3");

  private static final int FIRST_KEY = 1;
  private static final int MAX_ARITY = STRINGS.size() - FIRST_KEY;
  private static final Operand.Local INPUT = Operand.local(0);
  private static final int FIRST_LOCAL = 2;

  private BuiltinModule() {}

  /** Whether the value runtime has a builtin of this name. */
  public static boolean has(String name) {
    Builtin builtin = Builtins.find(name);
    return builtin != null && builtin.isNative();
  }

  /**
   * Links a module of our ABI that has an entrypoint for each of some builtins, named as it. The
   * members {@code "0"}, {@code "1"}, … of the input are its arguments, and the first slots of the
   * input in that order; its errors end the evaluation. The same names give the same bytes. Costs
   * some milliseconds.
   *
   * @throws IllegalArgumentException if the value runtime lacks one of them
   */
  public static byte[] of(Collection<String> names) {
    List<BuiltinDecl> declared = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    for (String name : new TreeSet<>(names)) {
      Builtin builtin = Builtins.find(name);
      if (builtin == null || !builtin.isNative()) {
        throw new IllegalArgumentException("the value runtime has no builtin " + name);
      }
      declared.add(new BuiltinDecl(name, builtin.arity()));
      plans.add(new Plan(name, List.of(new Block(call(name, builtin.arity())))));
    }
    Policy policy = new Policy(STRINGS, declared, List.of(FILE), plans, List.of());
    return WasmCompiler.compile(policy, new WasmOptions(true, false));
  }

  private static List<Stmt> call(String name, int arity) {
    if (arity > MAX_ARITY) {
      throw new IllegalArgumentException(name + " has more arguments than hosts are called with");
    }
    List<Stmt> stmts = new ArrayList<>();
    List<Operand> arguments = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      Operand key = new Operand.StringIndex(FIRST_KEY + i);
      stmts.add(new Stmt.Dot(INPUT, key, FIRST_LOCAL + i, AT));
      arguments.add(Operand.local(FIRST_LOCAL + i));
    }
    int result = FIRST_LOCAL + arity;
    int row = result + 1;
    stmts.add(new Stmt.Call(name, arguments, result, AT));
    stmts.add(new Stmt.MakeObject(row, AT));
    stmts.add(new Stmt.ObjectInsert(new Operand.StringIndex(0), Operand.local(result), row, AT));
    stmts.add(new Stmt.ResultSetAdd(row, AT));
    return stmts;
  }
}
