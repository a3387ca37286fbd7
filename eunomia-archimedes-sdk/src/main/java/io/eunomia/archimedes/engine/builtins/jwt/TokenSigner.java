package io.eunomia.archimedes.engine.builtins.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Makes tokens. */
public final class TokenSigner {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String NUMBER = "+-.0123456789eE";

  private TokenSigner() {}

  /**
   * Signs a payload.
   *
   * @param header JSON, which names the algorithm; goes into the token as it is
   * @param payload goes into the token as it is; JSON unless the header says otherwise
   * @param key a JWK, or a set of them, of which the first signs
   * @throws MalformedDataException if they are not so, or the key is not for the algorithm
   */
  public static String sign(String header, String payload, String key)
      throws MalformedDataException {
    JwtKey signer = JwtKeys.first(key);
    JsonNode fields = JsonObjects.tree(header);
    JwsAlgorithm with = algorithm(header, fields);
    String type = fields == null ? null : fields.path("typ").textValue();
    if ((type == null || type.equals("JWT")) && JsonObjects.tree(payload) == null) {
      throw new MalformedDataException("type is JWT but payload is not JSON");
    }
    String input = base64(header) + '.' + base64(payload);
    byte[] signature = signer.sign(with, input.getBytes(StandardCharsets.US_ASCII));
    return input + '.' + BASE64.encodeToString(signature);
  }

  private static JwsAlgorithm algorithm(String header, @Nullable JsonNode fields)
      throws MalformedDataException {
    String name = fields == null ? null : fields.path("alg").textValue();
    if (name == null) {
      String reason =
          fields == null && !isNumber(header)
              ? "cannot parse JSON: " + syntaxError(header)
              : "jwsbb: header \"alg\" not found";
      throw new MalformedDataException("missing or invalid 'alg' header: " + reason);
    }
    JwsAlgorithm with = JwsAlgorithm.find(name);
    if (with == null) {
      throw new MalformedDataException("unknown JWS algorithm: " + name);
    }
    return with;
  }

  /** For OPA's reader of headers, whatever has only the characters of numbers is one. */
  private static boolean isNumber(String header) {
    String text = header.strip();
    return !text.isEmpty() && text.chars().allMatch(c -> NUMBER.indexOf(c) >= 0);
  }

  private static String syntaxError(String header) {
    String text = header.stripLeading();
    if (text.isEmpty()) {
      return "cannot parse empty string";
    }
    char first = text.charAt(0);
    if ("{[\"tfn".indexOf(first) >= 0 || NUMBER.indexOf(first) >= 0) {
      return "the header is damaged";
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String character = bytes[0] < 0 ? "\\x%02x".formatted(bytes[0] & 0xff) : String.valueOf(first);
    return "cannot parse number: unexpected char: \""
        + character
        + "\"; unparsed tail: \""
        + text
        + '"';
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
