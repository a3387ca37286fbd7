package io.eunomia.cli;

import io.eunomia.testkit.trace.TraceMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is shown of the evaluation of tests that do not pass. */
final class ExplainOption {
  @Option(
      names = "--explain",
      paramLabel = "MODE",
      converter = Converter.class,
      description =
          "Trace tests that do not pass: fails, full, notes or debug, which shows the values of"
              + " variables; implies --verbose.")
  private @Nullable TraceMode mode;

  /** The mode, or null if no trace is wanted: {@code opa test -v} traces what failed unasked. */
  @Nullable TraceMode mode(TestFormat format, boolean verbose) {
    return mode == null && verbose && format == TestFormat.PRETTY ? TraceMode.FAILS : mode;
  }

  /** Whether traces are asked for. */
  boolean isOn() {
    return mode != null;
  }

  /** Takes a mode as OPA writes it. */
  static final class Converter implements ITypeConverter<TraceMode> {
    @Override
    public TraceMode convert(String value) {
      for (TraceMode mode : TraceMode.values()) {
        if (mode.name().toLowerCase(Locale.ROOT).equals(value)) {
          return mode;
        }
      }
      throw new TypeConversionException("expected fails, full, notes or debug, not " + value);
    }
  }
}
