package io.eunomia.compile;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a compilation gives. Immutable and thread-safe. */
public final class CompileResult {
  private final List<Diagnostic> diagnostics;
  private final List<Module> modules;
  private final List<String> entrypoints;
  private final @Nullable Policy plan;
  private final byte @Nullable [] wasm;

  CompileResult(
      List<Diagnostic> diagnostics,
      List<Module> modules,
      List<String> entrypoints,
      @Nullable Policy plan,
      byte @Nullable [] wasm) {
    this.diagnostics = List.copyOf(diagnostics);
    this.modules = List.copyOf(modules);
    this.entrypoints = List.copyOf(entrypoints);
    this.plan = plan;
    this.wasm = wasm;
  }

  /** Everything that was found, sorted by place. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The modules as parsed, those that could be. */
  public List<Module> modules() {
    return modules;
  }

  /**
   * The names of the entrypoints, in the order of their numbers in the module; none if there are
   * errors.
   */
  public List<String> entrypoints() {
    return entrypoints;
  }

  /** The plan, or {@code null} if there are errors. */
  public @Nullable Policy plan() {
    return plan;
  }

  /** A copy of the module, or {@code null} if there are errors or none was asked for. */
  public byte @Nullable [] wasm() {
    return wasm == null ? null : wasm.clone();
  }

  /** Whether there is an error among the diagnostics; if not, there is a plan. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
