package io.eunomia.policy.source;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** Names of files and directories that are not read. Immutable and thread-safe. */
final class IgnoredNames {
  private final List<PathMatcher> patterns;

  private IgnoredNames(List<PathMatcher> patterns) {
    this.patterns = patterns;
  }

  /**
   * Those that match one of some patterns.
   *
   * @throws IllegalArgumentException if one is no pattern
   */
  static IgnoredNames of(List<String> globs) {
    return new IgnoredNames(
        globs.stream()
            .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob))
            .toList());
  }

  boolean test(String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(name)));
  }
}
