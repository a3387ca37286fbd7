package io.eunomia.bundle.signature;

import java.util.Base64;

/** Base64 as JOSE has it (RFC 7515, 2): one text for one value, so that none can be changed. */
final class Base64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Base64Url() {}

  static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /**
   * @throws IllegalArgumentException for padding, for anything else that does not belong there, and
   *     for bits in the last character that mean nothing
   */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("is not the one base64url of its value");
    }
    return bytes;
  }
}
