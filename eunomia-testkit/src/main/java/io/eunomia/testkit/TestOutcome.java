package io.eunomia.testkit;

import java.util.Locale;

/** What became of a test. */
public enum TestOutcome {
  /** It holds. */
  PASSED,
  /** It does not hold. */
  FAILED,
  /** It could not be evaluated. */
  ERRORED,
  /** It is still to be done: {@code todo_test_…}. */
  SKIPPED;

  /** The outcome in JSON: {@code passed}. */
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
