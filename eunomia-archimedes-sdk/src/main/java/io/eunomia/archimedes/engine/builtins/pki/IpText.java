package io.eunomia.archimedes.engine.builtins.pki;

import java.util.StringJoiner;

/** Addresses as text (RFC 5952). */
public final class IpText {
  private static final int V4 = 4;
  private static final int V6 = 16;

  private IpText() {}

  static boolean isAddress(byte[] bytes) {
    return bytes.length == V4 || bytes.length == V6;
  }

  /** The text of 4 or 16 bytes; IPv6 that stands for IPv4 is written as that. */
  public static String write(byte[] bytes) {
    if (bytes.length == V4) {
      return dotted(bytes, 0);
    }
    return isMapped(bytes) ? dotted(bytes, V6 - V4) : colons(bytes);
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static String dotted(byte[] bytes, int from) {
    StringJoiner text = new StringJoiner(".");
    for (int i = from; i < from + V4; i++) {
      text.add(Integer.toString(bytes[i] & 0xff));
    }
    return text.toString();
  }

  private static String colons(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int longest = 0;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int zeros = zeros(groups, i);
      if (zeros > length) {
        longest = i;
        length = zeros;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < groups.length; i++) {
      if (length > 1 && i == longest) {
        text.append("::");
        i += length - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int zeros(int[] groups, int from) {
    int to = from;
    while (to < groups.length && groups[to] == 0) {
      to++;
    }
    return to - from;
  }
}
