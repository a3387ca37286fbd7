package io.eunomia.policy.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which Eunomia this is. */
public final class CompilerVersion {
  private static final String VERSION = read();

  private CompilerVersion() {}

  /** The version: {@code 0.1.0}. */
  public static String version() {
    return VERSION;
  }

  /** What bundles name as their compiler: {@code eunomia 0.1.0}. */
  public static String compiler() {
    return "eunomia " + VERSION;
  }

  private static String read() {
    try (InputStream in = CompilerVersion.class.getResourceAsStream("version.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException("version.txt", e);
    }
  }
}
