package io.eunomia.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What a bundle owns below {@code data}: slash-separated paths, the empty one being everything.
 * Immutable and thread-safe.
 *
 * @param paths without slashes at their ends
 */
public record Roots(List<String> paths) {
  private static final Roots EVERYTHING = new Roots(List.of(""));

  /** Trims and sorts the paths. */
  public Roots {
    TreeSet<String> trimmed = new TreeSet<>();
    paths.forEach(path -> trimmed.add(trim(path)));
    paths = List.copyOf(trimmed);
  }

  /** What a bundle owns that does not say so. */
  public static Roots everything() {
    return EVERYTHING;
  }

  /** These paths. */
  public static Roots of(String... paths) {
    return new Roots(List.of(paths));
  }

  /** Whether a path is one of the roots or below one. */
  public boolean contain(String path) {
    String trimmed = trim(path);
    return paths.stream().anyMatch(root -> isPrefix(root, trimmed));
  }

  /** Whether something below this path may be in a root. */
  boolean reachBelow(String path) {
    return paths.stream().anyMatch(root -> isPrefix(path, root));
  }

  /** The pairs of paths that lie within each other, as {@code a and a/b}; empty if all is well. */
  public List<String> overlaps() {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      for (int j = i + 1; j < paths.size(); j++) {
        if (isPrefix(paths.get(i), paths.get(j)) || isPrefix(paths.get(j), paths.get(i))) {
          found.add(paths.get(i) + " and " + paths.get(j));
        }
      }
    }
    return found;
  }

  /**
   * Whether a path of these lies within one of the others, or the other way round: two bundles that
   * overlap cannot be active together.
   */
  public boolean overlap(Collection<String> others) {
    return others.stream()
        .map(Roots::trim)
        .anyMatch(
            other ->
                paths.stream().anyMatch(root -> isPrefix(root, other) || isPrefix(other, root)));
  }

  @Override
  public String toString() {
    return paths.toString();
  }

  private static boolean isPrefix(String prefix, String path) {
    return prefix.isEmpty()
        || (path.startsWith(prefix)
            && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/'));
  }

  private static String trim(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(start, end);
  }
}
