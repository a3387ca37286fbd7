package io.eunomia.cli;

import java.util.Locale;

/** How findings are printed. */
enum CheckFormat {
  /** For people. */
  TEXT,
  /** For programs. */
  JSON,
  /** For programs that show findings of many tools: SARIF 2.1.0. */
  SARIF;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
