package io.eunomia.archimedes.engine.layout;

import java.io.ByteArrayOutputStream;

/**
 * UTF-8 as Go reads it, and so OPA: a byte that begins no valid sequence is U+FFFD, and the next
 * one is looked at by itself. Java's decoder takes several such bytes for one. Written without
 * garbage, into an array that is there.
 */
public final class Utf8 {
  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

  private Utf8() {}

  /** The same text as valid UTF-8; the same array, if it is that. Costs a look at each word. */
  public static byte[] valid(byte[] text) {
    int at = firstInvalid(text, 0);
    return at == text.length ? text : repaired(text, at);
  }

  /**
   * The same text with U+FFFD for each half of a surrogate pair; the same object if it has none.
   */
  static String unicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (isPair(text, i)) {
          i++;
        } else {
          return text.codePoints()
              .map(p -> p >= Character.MIN_SURROGATE && p <= Character.MAX_SURROGATE ? 0xFFFD : p)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
        }
      }
    }
    return text;
  }

  /**
   * Writes a text that has no half of a surrogate pair.
   *
   * @param to has three bytes' room for each of its chars
   * @return where it ends
   */
  static int write(String text, byte[] to, int at) {
    int p = at;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        to[p++] = (byte) c;
      } else if (c < 0x800) {
        to[p++] = (byte) (0xC0 | (c >> 6));
        to[p++] = (byte) (0x80 | (c & 0x3F));
      } else if (isPair(text, i)) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        to[p++] = (byte) (0xF0 | (point >> 18));
        to[p++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        to[p++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        to[p++] = (byte) (0x80 | (point & 0x3F));
      } else {
        to[p++] = (byte) (0xE0 | (c >> 12));
        to[p++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        to[p++] = (byte) (0x80 | (c & 0x3F));
      }
    }
    return p;
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static int firstInvalid(byte[] text, int from) {
    int n = text.length;
    int at = from;
    while (at < n) {
      if (at + 8 <= n && ((long) Layout.LONG.get(text, at) & NOT_ASCII) == 0) {
        at += 8;
        continue;
      }
      int length = sequence(text, at);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return n;
  }

  private static byte[] repaired(byte[] text, int firstInvalid) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 16);
    int copied = 0;
    for (int at = firstInvalid; at < text.length; at = firstInvalid(text, copied)) {
      out.write(text, copied, at - copied);
      out.writeBytes(REPLACEMENT);
      copied = at + 1;
    }
    out.write(text, copied, text.length - copied);
    return out.toByteArray();
  }

  /** How long the sequence is that begins here; 0 if none does. */
  private static int sequence(byte[] text, int at) {
    int lead = text[at] & 0xFF;
    if (lead < 0x80) {
      return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at + length > text.length) {
      return 0;
    }
    for (int i = 1; i < length; i++) {
      if ((text[at + i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    // What a shorter sequence says, halves of surrogate pairs, and what is beyond Unicode.
    int second = text[at + 1] & 0xFF;
    boolean valid =
        switch (lead) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return valid ? length : 0;
  }
}
