package io.eunomia.archimedes.engine.builtins.uri;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes a URI apart, the text being bytes, a character each. */
final class UriParser {
  private static final String USER_CHARACTERS = "-._:~!$&'()*+,;=%@";

  private String scheme = "";
  private String opaque = "";
  private String host = "";
  private String path = "";
  private String rawPath = "";
  private String rawQuery = "";
  private boolean hasUser;
  private String user = "";
  private boolean omitHost;
  private boolean forceQuery;

  static Uri parse(String text) throws MalformedUriException {
    String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int hash = bytes.indexOf('#');
    String before = hash < 0 ? bytes : bytes.substring(0, hash);
    UriParser parser = new UriParser();
    try {
      parser.parts(before);
      String fragment = hash < 0 ? "" : bytes.substring(hash + 1);
      String unescaped = UriPart.FRAGMENT.unescape(fragment);
      boolean raw = !UriPart.FRAGMENT.escape(unescaped).equals(fragment);
      return parser.build(unescaped, raw ? fragment : "");
    } catch (MalformedUriException e) {
      throw new MalformedUriException("parse " + Uri.quoted(text) + ": " + e.getMessage());
    }
  }

  private Uri build(String fragment, String rawFragment) {
    return new Uri(
        utf8(scheme),
        utf8(opaque),
        hasUser,
        utf8(user),
        utf8(host),
        utf8(path),
        utf8(rawPath),
        utf8(escapedPath()),
        utf8(rawQuery),
        utf8(fragment),
        utf8(rawFragment),
        omitHost,
        forceQuery);
  }

  private String escapedPath() {
    if (!rawPath.isEmpty() && UriPart.PATH.isEscaped(rawPath)) {
      return rawPath;
    }
    return path.equals("*") ? path : UriPart.PATH.escape(path);
  }

  private void parts(String text) throws MalformedUriException {
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new MalformedUriException("net/url: invalid control character in URL");
    }
    if (text.equals("*")) {
      path = text;
      return;
    }
    String rest = text.substring(scheme(text));
    int question = rest.indexOf('?');
    if (question >= 0) {
      rawQuery = rest.substring(question + 1);
      forceQuery = rawQuery.isEmpty();
      rest = rest.substring(0, question);
    }
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        opaque = rest;
        return;
      }
      int slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
        throw new MalformedUriException("first path segment in URL cannot contain colon");
      }
    }
    if (rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"))) {
      int slash = rest.indexOf('/', 2);
      authority(slash < 0 ? rest.substring(2) : rest.substring(2, slash));
      rest = slash < 0 ? "" : rest.substring(slash);
    } else if (!scheme.isEmpty() && rest.startsWith("/")) {
      omitHost = true;
    }
    path = UriPart.PATH.unescape(rest);
    rawPath = UriPart.PATH.escape(path).equals(rest) ? "" : rest;
  }

  /** How long the scheme is, with its colon. */
  private int scheme(String text) throws MalformedUriException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ':') {
        if (i == 0) {
          throw new MalformedUriException("missing protocol scheme");
        }
        scheme = text.substring(0, i).toLowerCase(Locale.ROOT);
        return i + 1;
      }
      boolean inside = UriPart.isDigit(c) || c == '+' || c == '-' || c == '.';
      if (!UriPart.isLetter(c) && (!inside || i == 0)) {
        return 0;
      }
    }
    return 0;
  }

  private void authority(String authority) throws MalformedUriException {
    int at = authority.lastIndexOf('@');
    host = host(authority.substring(at + 1));
    if (at < 0) {
      return;
    }
    String info = authority.substring(0, at);
    if (!info.chars().allMatch(UriParser::isOfUser)) {
      throw new MalformedUriException("net/url: invalid userinfo");
    }
    hasUser = true;
    int colon = info.indexOf(':');
    String name = UriPart.USER.unescape(colon < 0 ? info : info.substring(0, colon));
    user = UriPart.USER.escape(name);
    if (colon >= 0) {
      user += ':' + UriPart.USER.escape(UriPart.USER.unescape(info.substring(colon + 1)));
    }
  }

  private static boolean isOfUser(int c) {
    return UriPart.isAlphanumeric((char) c) || USER_CHARACTERS.indexOf(c) >= 0;
  }

  private static String host(String text) throws MalformedUriException {
    if (!text.startsWith("[")) {
      int colon = text.lastIndexOf(':');
      checkPort(colon < 0 ? "" : text.substring(colon));
      return UriPart.HOST.unescape(text);
    }
    int end = text.lastIndexOf(']');
    if (end < 0) {
      throw new MalformedUriException("missing ']' in host");
    }
    checkPort(text.substring(end + 1));
    int zone = text.substring(0, end).indexOf("%25");
    if (zone < 0) {
      return UriPart.HOST.unescape(text);
    }
    return UriPart.HOST.unescape(text.substring(0, zone))
        + UriPart.ZONE.unescape(text.substring(zone, end))
        + UriPart.HOST.unescape(text.substring(end));
  }

  private static void checkPort(String port) throws MalformedUriException {
    if (!Uri.isPort(port)) {
      throw new MalformedUriException("invalid port " + Uri.quoted(port) + " after host");
    }
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
