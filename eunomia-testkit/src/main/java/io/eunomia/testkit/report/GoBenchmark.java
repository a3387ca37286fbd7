package io.eunomia.testkit.report;

import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.bench.BenchmarkResult;
import io.eunomia.testkit.bench.MeasuredTest;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Benchmarks as Go prints them, for {@code benchstat} and others that read its format. How often
 * memory is allocated, the JVM does not count, and is left out.
 */
public final class GoBenchmark {
  /** What is one word of a name; {@code #01} tells tests of one name apart, as Go does. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}#]+");

  /** From which size on a number is printed with so many decimals: four digits, if it has them. */
  private static final double[] SIZES = {
    999.95, 99.995, 9.9995, 0.99995, 0.099995, 0.0099995, 0.00099995
  };

  /** The digits before the point, and what pads them. */
  private static final int WIDTH = 10;

  private GoBenchmark() {}

  /** A line for each test that was measured, and nothing else. */
  public static String of(BenchmarkReport report) {
    StringBuilder out = new StringBuilder();
    for (MeasuredTest test : report.measured()) {
      BenchmarkResult benchmark = test.benchmark();
      if (benchmark != null) {
        out.append(line(name(test.result().name()), benchmark)).append('\n');
      }
    }
    return out.toString();
  }

  /** {@code BenchmarkDataFooTestBar} of {@code data.foo.test_bar}. */
  static String name(String test) {
    return WORD.matcher(test)
        .results()
        .map(MatchResult::group)
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", "Benchmark", ""));
  }

  /** One line, without its end. */
  static String line(String name, BenchmarkResult result) {
    StringBuilder line = new StringBuilder(name);
    line.append(String.format(Locale.ROOT, "\t%8d\t", result.runs()));
    line.append(number(result.nanosPerRun())).append(" ns/op");
    result
        .bytesPerRun()
        .ifPresent(bytes -> line.append(String.format(Locale.ROOT, "\t%8d B/op", bytes)));
    return line.toString();
  }

  private static String number(double number) {
    int decimals = 0;
    if (number != 0) {
      while (decimals < SIZES.length && number < SIZES[decimals]) {
        decimals++;
      }
    }
    int width = decimals == 0 ? WIDTH : WIDTH + 1 + decimals;
    return String.format(Locale.ROOT, "%" + width + "." + decimals + "f", number);
  }
}
