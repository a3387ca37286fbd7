package io.eunomia.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes in base 64, as the text that Go's JSON makes of them. */
final class Binary {
  private static final char REPLACEMENT = '\ufffd';
  private static final int LONGEST_CHARACTER = 4;

  private Binary() {}

  /**
   * The text; each byte that is part of no character becomes U+FFFD.
   *
   * @throws Scalar.MismatchException if it is not base 64
   */
  static String decode(String text) throws Scalar.MismatchException {
    String digits = text.replace("\n", "").replace("\r", "");
    byte[] bytes;
    try {
      if (digits.length() % 4 != 0) {
        throw new IllegalArgumentException("not padded");
      }
      bytes = Base64.getDecoder().decode(digits);
    } catch (IllegalArgumentException e) {
      throw new Scalar.MismatchException("!!binary value contains invalid base64 data");
    }
    StringBuilder decoded = new StringBuilder();
    for (int i = 0; i < bytes.length; ) {
      int length = characterLength(bytes, i);
      if (length == 0) {
        decoded.append(REPLACEMENT);
        i++;
      } else {
        decoded.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return decoded.toString();
  }

  /** How many bytes the character has that begins here, or 0 if none does. */
  private static int characterLength(byte[] bytes, int start) {
    for (int length = 1; length <= LONGEST_CHARACTER && start + length <= bytes.length; length++) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
        return length;
      } catch (CharacterCodingException e) {
        // It may be longer.
      }
    }
    return 0;
  }
}
