package io.eunomia.cli;

import java.util.Locale;

/** How results of tests are printed. */
enum TestFormat {
  /** For people. */
  TEXT,
  /** For people, too: what OPA calls its text. */
  PRETTY,
  /** For programs, as OPA prints them. */
  JSON,
  /** For programs that read what JUnit writes. */
  JUNIT;

  boolean isText() {
    return this == TEXT || this == PRETTY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
