package io.eunomia.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which version of the language the sources of a bundle are in: {@code rego_version} and {@code
 * file_rego_versions} of its manifest. Immutable and thread-safe.
 */
public final class RegoVersions {
  private static final String BUNDLE = "rego_version";
  private static final String FILES = "file_rego_versions";
  private static final int MAX_PATTERNS = 10_000;

  /** A pattern's version, and whether it is for a path. */
  private record Rule(GlobPattern pattern, int version) {}

  private final OptionalInt bundle;
  private final SortedMap<String, Integer> files;
  private final List<Rule> rules = new ArrayList<>();

  private RegoVersions(OptionalInt bundle, SortedMap<String, Integer> files)
      throws BundleException {
    this.bundle = bundle;
    this.files = files;
    if (files.size() > MAX_PATTERNS) {
      throw ManifestFields.invalid(FILES + " has more than " + MAX_PATTERNS + " patterns");
    }
    for (Map.Entry<String, Integer> file : files.entrySet()) {
      try {
        rules.add(new Rule(GlobPattern.of(file.getKey()), file.getValue()));
      } catch (IllegalArgumentException e) {
        throw ManifestFields.invalid(
            FILES + " has the pattern " + file.getKey() + ", which " + e.getMessage());
      }
    }
  }

  static RegoVersions read(ManifestFields fields) throws BundleException {
    SortedMap<String, Integer> files = new TreeMap<>();
    if (fields.has(FILES)) {
      ManifestFields patterns = ManifestFields.of(FILES, fields.get(FILES));
      for (String pattern : patterns.names()) {
        files.put(pattern, version(patterns, pattern));
      }
    }
    return new RegoVersions(
        fields.has(BUNDLE) ? OptionalInt.of(version(fields, BUNDLE)) : OptionalInt.empty(), files);
  }

  /** The version of what no pattern is for: 0 or 1, or nothing if the bundle does not say. */
  public OptionalInt ofBundle() {
    return bundle;
  }

  /** The patterns for the paths of single files, and their versions, 0 or 1; sorted. */
  public SortedMap<String, Integer> ofFiles() {
    return new TreeMap<>(files);
  }

  /**
   * The version of a source: that of the first pattern which is for it, in the order of the
   * patterns' characters, else the bundle's.
   *
   * @param path from the bundle's root, with its leading slash
   * @return 0 or 1, or nothing if the bundle does not say
   */
  public OptionalInt of(String path) {
    for (Rule rule : rules) {
      if (rule.pattern().matches(path)) {
        return OptionalInt.of(rule.version());
      }
    }
    return bundle;
  }

  private static int version(ManifestFields fields, String name) throws BundleException {
    long version = fields.integer(name, 0);
    if (version != 0 && version != 1) {
      throw ManifestFields.invalid(
          "the version of Rego must be 0 or 1, not " + version + " (" + name + ")");
    }
    return (int) version;
  }
}
