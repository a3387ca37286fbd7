package io.eunomia.bundle;

import io.eunomia.bundle.BundleException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names of entries. */
final class BundlePath {
  static final String MANIFEST = "/.manifest";
  static final String SIGNATURES = "/.signatures.json";
  static final String WASM = "/policy.wasm";
  static final String PLAN = "/plan.json";
  static final String DATA = "/data.json";
  static final String PATCH = "/patch.json";

  private static final int MAX_LENGTH = 1024;
  private static final Set<String> JSON_DATA = Set.of("data.json");
  private static final Set<String> YAML_DATA = Set.of("data.yaml", "data.yml");
  private static final Set<String> OTHER =
      Set.of(".manifest", ".signatures.json", "plan.json", "patch.json");

  private BundlePath() {}

  /**
   * The path from the bundle's root: {@code /a/b}, or {@code /} for the root itself.
   *
   * @throws BundleException if the name leads elsewhere, or hides what it is
   */
  static String normalize(String name) throws BundleException {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw unsafe(name, "is not a name of 1 to " + MAX_LENGTH + " characters");
    }
    if (name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
      throw unsafe(name, "has a backslash or a control character");
    }
    boolean rooted = name.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        throw unsafe(name, "leads out of the bundle");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    String path = "/" + String.join("/", parts);
    // opa build puts a slash before its names; whoever writes other files does not.
    if (name.startsWith("//")
        || (rooted && !path.equals("/") && !isKnown(path))
        || hasDrive(path)) {
      throw unsafe(name, "is an absolute path");
    }
    return path;
  }

  /** The entry's name for a path: with the slash only where {@link #normalize} takes it. */
  static String entryName(String path) {
    return isKnown(path) ? path : path.substring(1);
  }

  static boolean isRego(String path) {
    return path.endsWith(".rego");
  }

  static boolean isJsonData(String path) {
    return JSON_DATA.contains(name(path));
  }

  static boolean isYamlData(String path) {
    return YAML_DATA.contains(name(path));
  }

  /** The directories above a file, from the root on. */
  static List<String> directories(String path) {
    String directory = path.substring(1, Math.max(1, path.lastIndexOf('/')));
    return directory.isEmpty() ? List.of() : List.of(directory.split("/"));
  }

  private static boolean isKnown(String path) {
    return isRego(path)
        || isJsonData(path)
        || isYamlData(path)
        || path.endsWith(".wasm")
        || OTHER.contains(name(path));
  }

  private static boolean hasDrive(String path) {
    return path.length() > 2 && path.charAt(2) == ':' && Character.isLetter(path.charAt(1));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static BundleException unsafe(String name, String message) {
    return new BundleException(Reason.UNSAFE_PATH, name, message);
  }
}
