package io.eunomia.testkit.conformance;

/**
 * What became of a case.
 *
 * @param outcome in one word
 * @param reason why, on one line; empty if it passed
 */
record Verdict(Outcome outcome, String reason) {
  enum Outcome {
    PASSED,
    /** A wrong answer, or none where there is one. */
    FAILED,
    /** Nothing that can be run here: an input that JSON cannot express, a builtin of no host. */
    UNSUPPORTED,
    /** A known difference, which the project's list gives a reason for. */
    KNOWN
  }

  static final Verdict PASSED = new Verdict(Outcome.PASSED, "");

  static Verdict failed(String reason) {
    return new Verdict(Outcome.FAILED, oneLine(reason));
  }

  static Verdict unsupported(String reason) {
    return new Verdict(Outcome.UNSUPPORTED, oneLine(reason));
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > 400 ? line.substring(0, 400) + "…" : line;
  }
}
