package io.eunomia.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A bundle's identity: the SHA-256 of the whole file. A changed byte is another bundle.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record BundleDigest(String hex) {
  private static final String PREFIX = "sha256:";

  /**
   * @throws IllegalArgumentException if this is not a SHA-256 in hexadecimal
   */
  public BundleDigest {
    if (hex.length() != 64
        || !hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      throw new IllegalArgumentException("'" + hex + "' is not a SHA-256 in hexadecimal");
    }
  }

  /** The digest of a bundle's bytes. */
  public static BundleDigest of(byte[] bundle) {
    return ofHash(newMessageDigest().digest(bundle));
  }

  /** The digest that a SHA-256 stands for, such as one computed while streaming. */
  public static BundleDigest ofHash(byte[] sha256) {
    return new BundleDigest(HexFormat.of().formatHex(sha256));
  }

  /**
   * Reads {@code sha256:HEX}.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static BundleDigest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("'" + text + "' does not start with " + PREFIX);
    }
    return new BundleDigest(text.substring(PREFIX.length()));
  }

  /** A SHA-256 to feed a bundle's bytes to. */
  public static MessageDigest newMessageDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** {@code sha256:HEX}. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
