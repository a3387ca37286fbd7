package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import java.util.List;
import java.util.Map;

/**
 * A checked program in normal form: what the planner plans. Immutable and thread-safe.
 *
 * @param modules by name, rewritten
 * @param rules their rules, by place
 * @param localNames the variables that the compiler named, with the name in the source of those
 *     that have one
 * @param entrypoints what {@code entrypoint: true} annotations name: rules, or a package
 * @param options what it was compiled with
 */
public record Program(
    List<Module> modules,
    RuleTree rules,
    Map<String, String> localNames,
    List<Ref> entrypoints,
    CompilerOptions options) {
  public Program {
    modules = List.copyOf(modules);
    localNames = Map.copyOf(localNames);
    entrypoints = List.copyOf(entrypoints);
  }
}
