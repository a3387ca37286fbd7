package io.eunomia.benchmarks;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The policy that decisions are measured on: five operations, roles from data, one deny rule. */
final class BenchmarkPolicy {
  static final String ENTRYPOINT = "users_service/authz/allow";

  private BenchmarkPolicy() {}

  static byte[] wasm() {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("policy.rego", resource("policy.rego"))),
            RegoPolicyOptions.defaults().withEntrypoint(ENTRYPOINT));
    if (result.hasErrors()) {
      throw new IllegalStateException(DiagnosticRenderer.render(result.diagnostics()));
    }
    return Objects.requireNonNull(result.wasm());
  }

  static String data() {
    return resource("data.json");
  }

  private static String resource(String name) {
    try (InputStream in = BenchmarkPolicy.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
