package io.eunomia.archimedes.control;

import io.eunomia.bundle.BundleDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Content-Digest} (RFC 9530): {@code sha-256=:BASE64:}. Other algorithms may
 * stand beside it, and count for nothing.
 */
public final class ContentDigest {
  private static final String SHA_256 = "sha-256";
  private static final int MAX_LENGTH = 4096;
  // A member of a dictionary whose value is a byte sequence (RFC 8941), perhaps with parameters.
  private static final Pattern MEMBER =
      Pattern.compile("[ \\t]*+([a-z*][a-z0-9_.*-]*+)=:([A-Za-z0-9+/=]*+):[ \\t]*+(;.*+)?");

  private ContentDigest() {}

  /** The header's value for a body with this digest. */
  public static String format(BundleDigest digest) {
    byte[] hash = HexFormat.of().parseHex(digest.hex());
    return SHA_256 + "=:" + Base64.getEncoder().encodeToString(hash) + ":";
  }

  /**
   * Reads the header.
   *
   * @param values one of each line
   * @throws IllegalArgumentException if it is missing, cannot be read, or says two things
   */
  public static BundleDigest parse(List<String> values) {
    String text = String.join(",", values);
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          ControlProtocol.CONTENT_DIGEST + " is longer than " + MAX_LENGTH + " characters");
    }
    BundleDigest found = null;
    // A byte sequence has no comma, so that a comma always ends a member.
    for (String member : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
      BundleDigest digest = read(member);
      if (digest != null && found != null && !found.equals(digest)) {
        throw new IllegalArgumentException(
            ControlProtocol.CONTENT_DIGEST + " has two different digests by " + SHA_256);
      }
      found = digest == null ? found : digest;
    }
    if (found == null) {
      throw new IllegalArgumentException(
          ControlProtocol.CONTENT_DIGEST + " with " + SHA_256 + " is required");
    }
    return found;
  }

  private static @Nullable BundleDigest read(String member) {
    Matcher matcher = MEMBER.matcher(member);
    if (!matcher.matches()) {
      throw invalid();
    }
    if (!matcher.group(1).equals(SHA_256)) {
      return null;
    }
    byte[] hash;
    try {
      hash = Base64.getDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (hash.length != 32) {
      throw invalid();
    }
    return BundleDigest.ofHash(hash);
  }

  private static IllegalArgumentException invalid() {
    return new IllegalArgumentException(
        ControlProtocol.CONTENT_DIGEST + " must be " + SHA_256 + "=:BASE64:, as RFC 9530 has it");
  }
}
