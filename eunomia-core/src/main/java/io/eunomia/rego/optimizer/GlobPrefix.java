package io.eunomia.rego.optimizer;

import org.jspecify.annotations.Nullable;

/** What every text begins with that matches a pattern of {@code glob.match}. */
final class GlobPrefix {
  private static final String WILDCARDS = "*?";

  /**
   * Characters that have a meaning somewhere: a pattern with one may be wrong, which is an error.
   */
  private static final String SPECIAL = "[]{}\\!,";

  private GlobPrefix() {}

  /** The prefix; null if there is none, or the pattern is one that has to be looked at closely. */
  static @Nullable String of(String pattern) {
    int end = pattern.length();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        return null;
      }
      if (WILDCARDS.indexOf(c) >= 0) {
        end = Math.min(end, i);
      }
    }
    return end == 0 ? null : pattern.substring(0, end);
  }
}
