package io.eunomia.rego.analysis.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant who wrote another one. */
final class NearestName {
  private NearestName() {}

  /** The name with the fewest changes, if those are few for its length; the first of several. */
  static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .filter(each -> distance(name, each) <= Math.max(1, name.length() / 3))
        .min(
            Comparator.comparingInt((String each) -> distance(name, each))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters to change, add or take away; upper and lower case do not count. */
  private static int distance(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
