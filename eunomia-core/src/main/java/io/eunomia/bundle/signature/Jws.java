package io.eunomia.bundle.signature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JWS in its compact form (RFC 7515, 7.1). */
final class Jws {
  /** Room for the hashes of as many files as a bundle may have, with long names. */
  static final int MAX_LENGTH = 32 * 1024 * 1024;

  private static final int MAX_HEADER = 16 * 1024;
  private static final int MAX_SIGNATURE = 4 * 1024;

  private final String algorithm;
  private final @Nullable String keyId;
  private final byte[] payload;
  private final byte[] signingInput;
  private final byte[] signature;

  private Jws(
      String algorithm,
      @Nullable String keyId,
      byte[] payload,
      byte[] signingInput,
      byte[] signature) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.payload = payload;
    this.signingInput = signingInput;
    this.signature = signature;
  }

  static String sign(byte[] payload, SigningKey key) {
    ObjectNode header =
        JsonNodeFactory.instance
            .objectNode()
            .put("alg", key.algorithm().jwsName())
            .put("kid", key.keyId());
    String input =
        Base64Url.encode(header.toString().getBytes(StandardCharsets.UTF_8))
            + "."
            + Base64Url.encode(payload);
    byte[] signature =
        key.algorithm().sign(key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64Url.encode(signature);
  }

  static Jws parse(String compact) throws SignatureException {
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
      throw malformed("is not of three parts");
    }
    if (compact.length() > MAX_LENGTH
        || first > MAX_HEADER
        || compact.length() - second > MAX_SIGNATURE) {
      throw malformed("is larger than a signature may be");
    }
    try {
      ObjectNode header = StrictJson.object(Base64Url.decode(compact.substring(0, first)));
      if (header.has("crit") || header.has("b64")) {
        // RFC 7515, 4.1.11: who does not understand what is critical must refuse it.
        throw malformed("has extensions that are not supported");
      }
      return new Jws(
          StrictJson.required(header, "alg"),
          StrictJson.nonEmpty(header, "kid"),
          Base64Url.decode(compact.substring(first + 1, second)),
          compact.substring(0, second).getBytes(StandardCharsets.US_ASCII),
          Base64Url.decode(compact.substring(second + 1)));
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** As its header has it, which is nobody's word until a key has been found. */
  String algorithm() {
    return algorithm;
  }

  /** As its header has it, or {@code null}. */
  @Nullable String keyId() {
    return keyId;
  }

  /** What is signed. */
  byte[] payload() {
    return payload;
  }

  /** Whether the key has signed this, with an algorithm that the key is for. */
  boolean isBy(VerificationKey key, SignatureAlgorithm with) {
    return key.algorithms().contains(with) && with.verify(key.publicKey(), signingInput, signature);
  }

  private static SignatureException malformed(String message) {
    return new SignatureException(Reason.MALFORMED, "the JWS " + message);
  }
}
