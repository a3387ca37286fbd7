package io.eunomia.policy.source;

import io.eunomia.rego.builtins.Capabilities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads what policies may use: a capabilities file of OPA's form, or the name of a version of OPA.
 * Stateless and thread-safe.
 */
public final class CapabilitiesLoader {
  private static final LoadLimits LIMITS = LoadLimits.defaults().withFileBytes(8 << 20);

  private CapabilitiesLoader() {}

  /**
   * Reads a file of at most 8 MiB, or finds a version.
   *
   * @param written a path, or a version such as {@code v1.9.0}
   * @throws PolicyLoadException if the file cannot be read, or has no capabilities
   * @throws IllegalArgumentException for a version that is not known
   */
  public static Capabilities load(String written) throws PolicyLoadException {
    if (Capabilities.isVersion(written)) {
      return Capabilities.ofVersion(written);
    }
    byte[] bytes = new FileReader(LIMITS).bytes(Path.of(written));
    try {
      return Capabilities.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new PolicyLoadException(written, String.valueOf(e.getMessage()), e);
    }
  }
}
