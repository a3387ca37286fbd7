package io.eunomia.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The list of cases in which we differ from OPA on purpose, each with its reason: {@code NAME |
 * REASON} a line.
 */
final class KnownDifferences {
  private final Set<String> names;

  private KnownDifferences(Set<String> names) {
    this.names = names;
  }

  static KnownDifferences load() throws IOException {
    try (InputStream in = KnownDifferences.class.getResourceAsStream("known-differences.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new KnownDifferences(
          text.lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf(" | ")))
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  boolean has(Case which) {
    return names.contains(which.name());
  }
}
