package io.eunomia.testkit.report;

import io.eunomia.testkit.TestOutcome;
import java.util.Locale;

/** How text is set off, if at all. */
public enum Style {
  /** Plain text. */
  PLAIN,
  /** The colours of a terminal. */
  COLOURED;

  private static final String ESCAPE = "\u001b[";

  /** An outcome in capitals. */
  String outcome(TestOutcome outcome) {
    String word = outcome.json().toUpperCase(Locale.ROOT);
    return switch (outcome) {
      case PASSED -> with("32", word);
      case FAILED, ERRORED -> with("1;31", word);
      case SKIPPED -> with("33", word);
    };
  }

  /** Good news if there is any. */
  String good(boolean good, String text) {
    return good ? with("32", text) : text;
  }

  /** Bad news if there is any. */
  String bad(boolean bad, String text) {
    return bad ? with("1;31", text) : text;
  }

  /** What failed. */
  String strong(String text) {
    return with("1", text);
  }

  /** What is beside the point. */
  String faint(String text) {
    return with("2", text);
  }

  private String with(String codes, String text) {
    return this == PLAIN ? text : ESCAPE + codes + "m" + text + ESCAPE + "0m";
  }
}
