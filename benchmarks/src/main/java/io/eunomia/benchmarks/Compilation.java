package io.eunomia.benchmarks;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;

/** Rego to WebAssembly, as the compiler does it unless told otherwise. */
final class Compilation {
  private Compilation() {}

  /** The module of one file of Rego and one entrypoint. */
  static byte[] wasm(String rego, String entrypoint) {
    return wasm(List.of(SourceText.of("policy.rego", rego)), List.of(entrypoint));
  }

  /** The module of any files. */
  static byte[] wasm(List<SourceText> sources, List<String> entrypoints) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            sources, RegoPolicyOptions.defaults().withEntrypoints(entrypoints));
    if (result.hasErrors()) {
      throw new IllegalStateException(DiagnosticRenderer.render(result.diagnostics()));
    }
    return Objects.requireNonNull(result.wasm());
  }
}
