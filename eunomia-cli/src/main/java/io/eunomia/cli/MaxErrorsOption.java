package io.eunomia.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** {@code -m}: how many errors are shown of those that there are. */
final class MaxErrorsOption {
  @Option(
      names = {"-m", "--max-errors"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many errors to show; ${DEFAULT-VALUE} by default, and 0 for all.")
  private int limit;

  /** Refuses what is no number of errors. */
  void check() {
    if (limit < 0) {
      throw CommandException.usage("--max-errors must not be negative: " + limit);
    }
  }

  /** All that was found, in its order, but the errors above the limit. */
  <T> List<T> shown(List<T> found, Predicate<? super T> isError) {
    List<T> shown = new ArrayList<>();
    int errors = 0;
    for (T each : found) {
      if (!isError.test(each) || limit == 0 || errors++ < limit) {
        shown.add(each);
      }
    }
    return shown;
  }

  /** What to say where not all are shown. */
  String hint() {
    return "the first " + limit + " are shown, and all with --max-errors 0";
  }
}
