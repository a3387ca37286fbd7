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

  /** The first block from there on, or null if there is none. Takes time linear to the text. */
  static @Nullable Pem find(String text, int from) {
    int begin = -1;
    for (int at = from; at < text.length(); at = endOfLine(text, at) + 1) {
      if (text.startsWith(BEGIN, at)) {
        // The last beginning before an end: any other has this one inside, which is no base64.
        begin = at;
      } else if (begin >= 0 && text.startsWith(END, at)) {
        Pem block = read(text, begin, at);
        if (block != null) {
          return block;
        }
        begin = -1;
      }
    }
    return null;
  }

  private static @Nullable Pem read(String text, int begin, int end) {
    String first = line(text, begin);
    if (!first.endsWith(DASHES) || first.length() < BEGIN.length() + DASHES.length()) {
      return null;
    }
    String type = first.substring(BEGIN.length(), first.length() - DASHES.length());
    if (!line(text, end).equals(END + type + DASHES)) {
      return null;
    }
    int body = endOfLine(text, begin) + 1;
    while (body < end && line(text, body).indexOf(':') >= 0) {
      // A header, such as Proc-Type: 4,ENCRYPTED.
      body = endOfLine(text, body) + 1;
    }
    int rest = Math.min(endOfLine(text, end) + 1, text.length());
    try {
      String base64 = text.substring(body, end).replace(" ", "").replace("\t", "");
      return new Pem(type, Base64Text.decode(base64), rest);
    } catch (MalformedDataException e) {
      return null;
    }
  }

  private static String line(String text, int from) {
    return text.substring(from, endOfLine(text, from)).stripTrailing();
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
