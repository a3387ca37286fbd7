package io.eunomia.archimedes.engine.builtins.pki;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64 (RFC 4648) as Go decodes it: line ends do not count, padding must be there, what is left
 * over in the last character is not looked at, and errors say at which byte.
 */
public final class Base64Text {
  private static final byte BAD = -1;
  private static final byte[] STANDARD = values('+', '/');
  private static final byte[] URL = values('-', '_');

  private final byte[] text;
  private final byte[] values;
  private final ByteArrayOutputStream out;
  private int at;

  private Base64Text(byte[] text, byte[] values) {
    this.text = text;
    this.values = values;
    this.out = new ByteArrayOutputStream(text.length / 4 * 3 + 3);
  }

  /** Decodes the standard alphabet. */
  public static byte[] decode(String text) throws MalformedDataException {
    return new Base64Text(text.getBytes(StandardCharsets.UTF_8), STANDARD).run();
  }

  /** Decodes the alphabet for URLs; padding may be left out altogether (RFC 7515, appendix C). */
  public static byte[] decodeUrl(String text) throws MalformedDataException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!text.endsWith("=")) {
      int missing = Math.floorMod(-bytes.length, 4);
      if (missing == 3) {
        throw new MalformedDataException("illegal base64url string");
      }
      int length = bytes.length;
      bytes = Arrays.copyOf(bytes, length + missing);
      Arrays.fill(bytes, length, bytes.length, (byte) '=');
    }
    return new Base64Text(bytes, URL).run();
  }

  private byte[] run() throws MalformedDataException {
    boolean more = true;
    while (more) {
      more = quantum();
    }
    return out.toByteArray();
  }

  /** Four characters; false if they were the last. */
  private boolean quantum() throws MalformedDataException {
    int bits = 0;
    for (int count = 0; count < 4; ) {
      if (at == text.length) {
        if (count == 0) {
          return false;
        }
        throw illegal(at - count);
      }
      byte c = text[at++];
      byte value = c < 0 ? BAD : values[c];
      if (value != BAD) {
        bits = bits << 6 | value;
        count++;
      } else if (c == '=') {
        end(count);
        write(bits << (6 * (4 - count)), count - 1);
        return false;
      } else if (c != '\n' && c != '\r') {
        throw illegal(at - 1);
      }
    }
    write(bits, 3);
    return at < text.length;
  }

  /** Nothing but the rest of the padding may follow. */
  private void end(int count) throws MalformedDataException {
    if (count < 2) {
      throw illegal(at - 1);
    }
    if (count == 2) {
      skipLineEnds();
      if (at == text.length) {
        throw illegal(text.length);
      }
      if (text[at] != '=') {
        throw illegal(at - 1);
      }
      at++;
    }
    skipLineEnds();
    if (at < text.length) {
      throw illegal(at);
    }
  }

  private void skipLineEnds() {
    while (at < text.length && (text[at] == '\n' || text[at] == '\r')) {
      at++;
    }
  }

  private void write(int bits, int count) {
    for (int i = 0; i < count; i++) {
      out.write(bits >> (16 - 8 * i));
    }
  }

  private static MalformedDataException illegal(int at) {
    return new MalformedDataException("illegal base64 data at input byte " + at);
  }

  private static byte[] values(char value62, char value63) {
    String alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + value62 + value63;
    byte[] values = new byte[128];
    Arrays.fill(values, BAD);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }
}
