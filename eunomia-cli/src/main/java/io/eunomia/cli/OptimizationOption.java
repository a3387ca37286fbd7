package io.eunomia.cli;

import io.eunomia.rego.optimizer.OptimizationLevel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code -O}: how much is done to make a policy fast. */
final class OptimizationOption {
  @Option(
      names = "-O",
      paramLabel = "LEVEL",
      converter = Level.class,
      description =
          "How much to optimize: 0 nothing, 1 what makes policies faster and no larger, 2 also"
              + " what makes them larger; 1 by default. Decisions are the same.")
  private @Nullable OptimizationLevel level;

  /** Whether one was given. */
  boolean isGiven() {
    return level != null;
  }

  OptimizationLevel level() {
    return level == null ? OptimizationLevel.O1 : level;
  }

  /** From the number. */
  static final class Level implements ITypeConverter<OptimizationLevel> {
    @Override
    public OptimizationLevel convert(String written) {
      try {
        return OptimizationLevel.parse(written);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
