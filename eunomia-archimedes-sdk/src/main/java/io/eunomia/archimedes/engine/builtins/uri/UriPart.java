package io.eunomia.archimedes.engine.builtins.uri;

import java.util.HexFormat;

/**
 * The parts of a URI, each with its own characters that need no escape. Texts are bytes here, a
 * character each.
 */
enum UriPart {
  PATH("-_.~$&+,/:;=@", "!$&'()*+,;=:@[]"),
  FRAGMENT("-_.~$&+,/:;=?@!()*", "!$&'()*+,;=:@[]"),
  USER("-_.~$&+,;=", ""),
  HOST("-_.~!$&'()*+,;=:[]<>\"", ""),
  ZONE("-_.~!$&'()*+,;=:[]<>\"", "");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String plain;
  private final String tolerated;

  UriPart(String plain, String tolerated) {
    this.plain = plain;
    this.tolerated = tolerated;
  }

  private boolean isPlain(char c) {
    return isAlphanumeric(c) || plain.indexOf(c) >= 0;
  }

  /** Whether a text may stay as it is written. */
  boolean isEscaped(String text) {
    return text.chars().allMatch(c -> c == '%' || tolerated.indexOf(c) >= 0 || isPlain((char) c));
  }

  String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits((byte) c));
      }
    }
    return out.toString();
  }

  String unescape(String text) throws MalformedUriException {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        out.append(unescape(text, i));
        i += 2;
      } else if ((this == HOST || this == ZONE) && c < 0x80 && !isPlain(c)) {
        throw new MalformedUriException(
            "invalid character " + Uri.quoted(String.valueOf(c)) + " in host name");
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private char unescape(String text, int at) throws MalformedUriException {
    String escape = text.substring(at, Math.min(at + 3, text.length()));
    if (escape.length() < 3
        || !HexFormat.isHexDigit(escape.charAt(1))
        || !HexFormat.isHexDigit(escape.charAt(2))) {
      throw badEscape(escape);
    }
    char c = (char) HexFormat.fromHexDigits(escape, 1, 3);
    boolean percent = escape.equals("%25");
    // RFC 6874 has the percent sign of zones escaped; other ASCII has no reason to be.
    if ((this == HOST && c < 0x80 && !percent)
        || (this == ZONE && !percent && c != ' ' && !HOST.isPlain(c))) {
      throw badEscape(escape);
    }
    return c;
  }

  private static MalformedUriException badEscape(String escape) {
    return new MalformedUriException("invalid URL escape " + Uri.quoted(escape));
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
