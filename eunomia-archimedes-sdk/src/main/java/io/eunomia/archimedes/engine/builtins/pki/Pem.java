package io.eunomia.archimedes.engine.builtins.pki;

import org.jspecify.annotations.Nullable;

/**
 * A block of a PEM file (RFC 7468), found as Go finds it: text before and between blocks does not
 * matter, and what only looks like a block is passed over.
 *
 * @param type what it says it holds: {@code CERTIFICATE}
 * @param content what it holds, in DER; nobody else has this array
 * @param rest where the text goes on behind it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pem(String type, byte[] content, int rest) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** The first block from there on, or null if there is none. */
  static @Nullable Pem find(String text, int from) {
    int search = from;
    while (true) {
      int begin = lineOf(BEGIN, text, search, from);
      if (begin < 0) {
        return null;
      }
      int lineEnd = endOfLine(text, begin);
      String line = text.substring(begin, lineEnd).stripTrailing();
      search = Math.min(lineEnd + 1, text.length());
      if (!line.endsWith(DASHES) || line.length() < BEGIN.length() + DASHES.length()) {
        continue;
      }
      Pem block =
          body(text, line.substring(BEGIN.length(), line.length() - DASHES.length()), search);
      if (block != null) {
        return block;
      }
    }
  }

  private static @Nullable Pem body(String text, String type, int start) {
    int body = afterHeaders(text, start);
    int end = lineOf(END, text, body, body);
    if (end < 0) {
      return null;
    }
    int lineEnd = endOfLine(text, end);
    if (!text.substring(end, lineEnd).stripTrailing().equals(END + type + DASHES)) {
      return null;
    }
    try {
      byte[] content =
          Base64Text.decode(text.substring(body, end).replace(" ", "").replace("\t", ""));
      return new Pem(type, content, Math.min(lineEnd + 1, text.length()));
    } catch (MalformedDataException e) {
      return null;
    }
  }

  /** Past lines such as {@code Proc-Type: 4,ENCRYPTED}. */
  private static int afterHeaders(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int end = endOfLine(text, at);
      int colon = text.indexOf(':', at);
      if (colon < 0 || colon >= end) {
        return at;
      }
      at = Math.min(end + 1, text.length());
    }
    return at;
  }

  /** Where a line begins with this, or -1; the first place counts as the beginning of one. */
  private static int lineOf(String prefix, String text, int from, int first) {
    int at = text.indexOf(prefix, from);
    while (at > first && text.charAt(at - 1) != '\n') {
      at = text.indexOf(prefix, at + 1);
    }
    return at;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  @Override
  public String toString() {
    return type;
  }
}
