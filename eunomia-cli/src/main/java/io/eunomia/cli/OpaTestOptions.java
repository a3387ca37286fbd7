package io.eunomia.cli;

import java.util.Locale;
import picocli.CommandLine.Option;

/** Options of {@code opa test} that say aloud what is so anyway. */
@SuppressWarnings("unused")
final class OpaTestOptions {
  /** What OPA evaluates policies as. */
  enum Target {
    /** WebAssembly. */
    WASM,
    /** Its interpreter, which gives the same answers. */
    REGO;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-t", "--target"},
      paramLabel = "TARGET",
      defaultValue = "wasm",
      description =
          "${COMPLETION-CANDIDATES}: tests are evaluated as WebAssembly in any case, and the answers"
              + " are the same.")
  private Target target;

  @Option(
      names = "--fail-on-empty",
      description = "Finding no test is a failure; so without the option.")
  private boolean failOnEmpty;
}
