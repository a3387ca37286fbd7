package io.eunomia.bundle.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A key as JSON (RFC 7517, RFC 8037). Never shown as text: it may be a private one. */
final class Jwk {
  private static final int MAX_LENGTH = 64 * 1024;
  private static final int P256_BYTES = 32;

  private final ObjectNode json;

  private Jwk(ObjectNode json) {
    this.json = json;
  }

  static Jwk parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is larger than a key: " + text.length() + " characters");
    }
    return of(StrictJson.object(text.getBytes(StandardCharsets.UTF_8)));
  }

  static Jwk of(ObjectNode json) {
    return new Jwk(json);
  }

  @Nullable String keyId() {
    return StrictJson.string(json, "kid");
  }

  /** The algorithm that the key says it is for, or {@code null}. */
  @Nullable SignatureAlgorithm algorithm() {
    String name = StrictJson.string(json, "alg");
    return name == null ? null : SignatureAlgorithm.ofJwsName(name);
  }

  boolean isForEncryption() {
    return "enc".equals(StrictJson.string(json, "use"));
  }

  boolean isPrivate() {
    return json.has("d");
  }

  PublicKey publicKey() {
    checkUse("verify");
    String type = StrictJson.required(json, "kty");
    return switch (type) {
      case "RSA" -> {
        BigInteger modulus = number("n");
        KeyMaterial.checkRsa(modulus.bitLength());
        yield KeyMaterial.rsaPublic(modulus, number("e"));
      }
      case "EC" -> {
        checkCurve("P-256");
        yield KeyMaterial.p256Public(new ECPoint(coordinate("x"), coordinate("y")));
      }
      case "OKP" -> {
        checkCurve("Ed25519");
        yield KeyMaterial.ed25519Public(bytes("x"));
      }
      case "oct" ->
          throw new IllegalArgumentException(
              "is a shared secret: who can verify with it could sign as well");
      default -> throw new IllegalArgumentException("is of another kind than RSA, EC and OKP");
    };
  }

  KeyPair keyPair() {
    // Finds what is wrong with the public part, which every private key has with it.
    PublicKey open = publicKey();
    checkUse("sign");
    if (!isPrivate()) {
      throw new IllegalArgumentException("is public: a private key is needed to sign");
    }
    KeyPair pair =
        switch (StrictJson.required(json, "kty")) {
          case "RSA" ->
              KeyPairs.rsa(
                  new RSAPrivateCrtKeySpec(
                      number("n"),
                      number("e"),
                      number("d"),
                      number("p"),
                      number("q"),
                      number("dp"),
                      number("dq"),
                      number("qi")));
          case "EC" -> KeyPairs.p256(number("d"));
          default -> KeyPairs.ed25519(bytes("d"));
        };
    if (!thumbprint(pair.getPublic()).equals(thumbprint(open))) {
      throw new IllegalArgumentException("has a private and a public part that do not fit");
    }
    return pair;
  }

  /** The id that a key has by itself (RFC 7638): a hash of its public part, in base64url. */
  static String thumbprint(PublicKey key) {
    String canonical;
    if (key instanceof RSAPublicKey rsa) {
      canonical =
          "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
              .formatted(unsigned(rsa.getPublicExponent()), unsigned(rsa.getModulus()));
    } else if (key instanceof ECPublicKey ec) {
      canonical =
          "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
              .formatted(fixed(ec.getW().getAffineX()), fixed(ec.getW().getAffineY()));
    } else {
      canonical =
          "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}"
              .formatted(Base64Url.encode(KeyMaterial.encode((EdECPublicKey) key)));
    }
    return Base64Url.encode(Sha.SHA_256.hash(canonical.getBytes(StandardCharsets.US_ASCII)));
  }

  private void checkUse(String operation) {
    String use = StrictJson.string(json, "use");
    if (use != null && !use.equals("sig")) {
      throw new IllegalArgumentException("is not for signatures but for " + use);
    }
    JsonNode operations = json.get("key_ops");
    if (operations == null) {
      return;
    }
    for (JsonNode allowed : operations) {
      // Who may sign with a key may as well verify with its public part.
      if (allowed.asText().equals(operation) || allowed.asText().equals("sign")) {
        return;
      }
    }
    throw new IllegalArgumentException("has key_ops without " + operation);
  }

  private void checkCurve(String name) {
    if (!StrictJson.required(json, "crv").equals(name)) {
      throw new IllegalArgumentException("is on another curve than P-256 and Ed25519");
    }
  }

  private BigInteger coordinate(String member) {
    byte[] bytes = bytes(member);
    if (bytes.length != P256_BYTES) {
      throw new IllegalArgumentException("has a " + member + " that is not of 32 bytes");
    }
    return new BigInteger(1, bytes);
  }

  private BigInteger number(String member) {
    return new BigInteger(1, bytes(member));
  }

  private byte[] bytes(String member) {
    String text = StrictJson.required(json, member);
    try {
      return Base64Url.decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a " + member + " that is not base64url");
    }
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return Base64Url.encode(
        bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }

  private static String fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[P256_BYTES];
    int count = Math.min(bytes.length, P256_BYTES);
    System.arraycopy(bytes, bytes.length - count, fixed, P256_BYTES - count, count);
    return Base64Url.encode(fixed);
  }

  @Override
  public String toString() {
    return "Jwk";
  }
}
