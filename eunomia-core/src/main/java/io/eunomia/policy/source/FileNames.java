package io.eunomia.policy.source;

import java.util.List;
import java.util.Set;

/** What a file is, by its name. */
final class FileNames {
  private static final Set<String> DATA = Set.of("data.json", "data.yaml", "data.yml");
  private static final Set<String> FIXTURES =
      Set.of("fixtures.json", "fixtures.yaml", "fixtures.yml");

  private FileNames() {}

  static boolean isWanted(String name) {
    return isRego(name) || DATA.contains(name) || FIXTURES.contains(name);
  }

  /** Whether a bundle holds a file of that name: what it is compiled to may be there, too. */
  static boolean isBundled(String name) {
    return isRego(name)
        || DATA.contains(name)
        || name.endsWith(".wasm")
        || name.equals("plan.json");
  }

  static boolean isRego(String path) {
    return path.endsWith(".rego");
  }

  static boolean isTest(String path) {
    return path.endsWith("_test.rego");
  }

  static boolean isFixtures(String path) {
    return FIXTURES.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  /** The directories of a path, from the top. */
  static List<String> directories(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? List.of() : List.of(path.substring(0, slash).split("/"));
  }
}
