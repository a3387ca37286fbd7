package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.Base64Text;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A token in its compact form (RFC 7515, 7.1). Nothing in it is to be believed before it has been
 * verified.
 */
public final class Token {
  /** Far more than any header field has room for. */
  static final int MAX_LENGTH = 1024 * 1024;

  private static final String NESTED = "JWT";

  private final String header;
  private final String payload;
  private final String signature;

  private Token(String header, String payload, String signature) {
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * Takes a token apart.
   *
   * @throws MalformedDataException if it is not of three parts, or too large
   */
  public static Token of(String compact) throws MalformedDataException {
    if (compact.length() > MAX_LENGTH) {
      throw new MalformedDataException("encoded JWT is larger than " + MAX_LENGTH + " characters");
    }
    long sections = 1 + compact.chars().filter(c -> c == '.').count();
    if (sections == 1) {
      throw new MalformedDataException("encoded JWT had no period separators");
    }
    if (sections != 3) {
      throw new MalformedDataException("encoded JWT must have 3 sections, found " + sections);
    }
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    return new Token(
        compact.substring(0, first),
        compact.substring(first + 1, second),
        compact.substring(second + 1));
  }

  /**
   * What is in a token, unverified: its header, its claims and its signature in hexadecimal. Of a
   * token in a token, what is in the inner one.
   *
   * @throws MalformedDataException if a part of it is not as it should be
   */
  public static Value decode(String compact) throws MalformedDataException {
    Token token = of(compact);
    while (true) {
      ObjectValue header = token.header();
      String content = token.payload();
      Value type = header.get("cty");
      if (type != null && !(type instanceof StringValue)) {
        throw new MalformedDataException("cty: must be a string");
      }
      if (!Value.of(NESTED).equals(type)) {
        return token.decoded(header, content);
      }
      token = of(unquoted(content));
    }
  }

  private Value decoded(ObjectValue header, String content) throws MalformedDataException {
    ObjectValue claims = JsonObjects.read(content);
    byte[] bytes;
    try {
      bytes = signature();
    } catch (MalformedDataException e) {
      throw e.within("JWT signature had invalid encoding");
    }
    return new ArrayValue(List.of(header, claims, Value.of(HexFormat.of().formatHex(bytes))));
  }

  /** Some put a token into another as a string of JSON. */
  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isQuote(text.charAt(from))) {
      from++;
    }
    while (to > from && isQuote(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  ObjectValue header() throws MalformedDataException {
    String text;
    try {
      text = utf8(Base64Text.decodeUrl(header));
    } catch (MalformedDataException e) {
      throw e.within("JWT header had invalid encoding");
    }
    ObjectValue object;
    try {
      object = JsonObjects.read(text);
    } catch (MalformedDataException e) {
      throw e.within("bad JWT header");
    }
    if (object.get("enc") != null) {
      // RFC 7516, 9: that is how the two kinds are told apart.
      throw new MalformedDataException("JWT is a JWE object, which is not supported");
    }
    return object;
  }

  /** The text that is signed. */
  String payload() throws MalformedDataException {
    try {
      return utf8(Base64Text.decodeUrl(payload));
    } catch (MalformedDataException e) {
      throw e.within("JWT payload had invalid encoding");
    }
  }

  byte[] signature() throws MalformedDataException {
    return Base64Text.decodeUrl(signature);
  }

  byte[] signingInput() {
    return (header + '.' + payload).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether it is signed with one of the public keys, and with this algorithm, whatever its header
   * says.
   *
   * @throws MalformedDataException if a part of it is not as it should be
   */
  public boolean isSignedBy(JwtKeys keys, JwsAlgorithm with) throws MalformedDataException {
    signature();
    return keys.verifyWithPublic(this, TokenHeader.read(header()), with);
  }

  /**
   * Whether it is signed with a shared secret, and with this algorithm, whatever its header says.
   *
   * @throws MalformedDataException if its signature is not base64
   */
  public boolean isSignedBy(String secret, JwsAlgorithm with) throws MalformedDataException {
    return with.verify(secret.getBytes(StandardCharsets.UTF_8), signingInput(), signature());
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
