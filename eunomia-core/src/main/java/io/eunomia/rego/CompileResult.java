package io.eunomia.rego;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a compilation gives.
 *
 * @param diagnostics everything that was found, sorted by place
 * @param modules the modules as parsed, those that could be
 * @param entrypoints the names of the entrypoints, in the order of their numbers in the module;
 *     empty if there are errors
 * @param plan the plan, or {@code null} if there are errors
 * @param wasm the module, or {@code null} if there are errors or none was asked for
 */
public record CompileResult(
    List<Diagnostic> diagnostics,
    List<Module> modules,
    List<String> entrypoints,
    @Nullable Policy plan,
    byte @Nullable [] wasm) {
  public CompileResult {
    diagnostics = List.copyOf(diagnostics);
    modules = List.copyOf(modules);
    entrypoints = List.copyOf(entrypoints);
  }

  /** Whether there is an error among the diagnostics; if not, there is a plan. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
