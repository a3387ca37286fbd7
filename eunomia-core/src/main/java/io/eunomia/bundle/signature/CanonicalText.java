package io.eunomia.bundle.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Text in UTF-8, with strings as Go 1.22 and later write them into JSON. */
final class CanonicalText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private byte[] bytes = new byte[1024];
  private int length;

  int length() {
    return length;
  }

  void digest(int from, int to, MessageDigest digest) {
    digest.update(bytes, from, to - from);
  }

  void ascii(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** A string with its quotes; false if it has half of a surrogate pair. */
  boolean string(String value) {
    // A character takes six bytes at most: an escape, or half of four bytes of UTF-8.
    room(Math.addExact(Math.multiplyExact(value.length(), 6), 2));
    bytes[length++] = '"';
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x80) {
        oneByte(c);
      } else if (c < 0x800) {
        bytes[length++] = (byte) (0xc0 | (c >> 6));
        continuation(c);
      } else if (!Character.isSurrogate(c)) {
        threeBytes(c);
      } else {
        int point = value.codePointAt(i++);
        if (!Character.isSupplementaryCodePoint(point)) {
          return false;
        }
        bytes[length++] = (byte) (0xf0 | (point >> 18));
        continuation(point >> 12);
        continuation(point >> 6);
        continuation(point);
      }
    }
    bytes[length++] = '"';
    return true;
  }

  /** By the bytes of UTF-8, which is by code points, and not by UTF-16. */
  static int compare(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }

  private void oneByte(char c) {
    switch (c) {
      case '"', '\\' -> escape(c);
      case '\b' -> escape('b');
      case '\f' -> escape('f');
      case '\n' -> escape('n');
      case '\r' -> escape('r');
      case '\t' -> escape('t');
      default -> {
        if (c < ' ') {
          ascii("\\u00");
          bytes[length++] = (byte) HEX[c >> 4];
          bytes[length++] = (byte) HEX[c & 0xf];
        } else {
          bytes[length++] = (byte) c;
        }
      }
    }
  }

  private void threeBytes(char c) {
    if (c == '\u2028' || c == '\u2029') {
      ascii(c == '\u2028' ? "\\u2028" : "\\u2029");
      return;
    }
    bytes[length++] = (byte) (0xe0 | (c >> 12));
    continuation(c >> 6);
    continuation(c);
  }

  private void escape(char c) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) c;
  }

  private void continuation(int bits) {
    bytes[length++] = (byte) (0x80 | (bits & 0x3f));
  }

  private void room(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      // Half as much again, so that all the copies together are linear.
      long size = Math.min(Integer.MAX_VALUE - 16, needed + needed / 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, size));
    }
  }
}
