package io.eunomia.cli;

import java.util.Locale;

/** How results of tests are printed. */
enum TestFormat {
  /** For people. */
  TEXT,
  /** For people, as OPA prints them. */
  PRETTY,
  /** For programs, as OPA prints them. */
  JSON,
  /** For programs that read what JUnit writes. */
  JUNIT,
  /** Benchmarks, as Go prints them. */
  GOBENCH;

  boolean isText() {
    return this == TEXT || this == PRETTY;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
