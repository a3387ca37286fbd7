package io.eunomia.testkit.coverage;

import java.util.Locale;

/**
 * How many lines are covered.
 *
 * @param covered lines on which something begins, all of which was evaluated
 * @param notCovered lines on which something begins that was not
 */
public record Lines(int covered, int notCovered) {
  /** Together with others. */
  public Lines plus(Lines other) {
    return new Lines(covered + other.covered, notCovered + other.notCovered);
  }

  /** In percent, from 0 to 100; 100 if there is nothing to cover. */
  public double percent() {
    int all = covered + notCovered;
    return all == 0 ? 100 : 100.0 * covered / all;
  }

  /** {@link #percent()} as OPA prints it: rounded to at most two digits after the point. */
  public double rounded() {
    return Math.round(percent() * 100) / 100.0;
  }

  /** {@code 87.5%}, never rounded up to what is not reached. */
  public String text() {
    double tenths = Math.floor(percent() * 10) / 10;
    return tenths == Math.rint(tenths)
        ? (long) tenths + "%"
        : String.format(Locale.ROOT, "%.1f%%", tenths);
  }
}
