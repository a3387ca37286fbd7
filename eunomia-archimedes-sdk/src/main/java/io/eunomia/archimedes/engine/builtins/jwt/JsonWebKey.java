package io.eunomia.archimedes.engine.builtins.jwt;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.pki.EcCurve;
import io.eunomia.archimedes.engine.builtins.pki.Ed25519Keys;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys as JSON (RFC 7517, RFC 7518, 6, and RFC 8037, 2), one or a set of them. */
final class JsonWebKey {
  private static final int MAX_RSA_BITS = 16_384;

  private final JsonNode json;

  private JsonWebKey(JsonNode json) {
    this.json = json;
  }

  /** The keys of a text that is one key or a set of keys. */
  static List<JwtKey> readAll(String text) throws MalformedDataException {
    JsonNode json = JsonObjects.tree(text);
    if (json == null || !json.isObject()) {
      throw new MalformedDataException("failed to unmarshal JWK set: not an object of JSON");
    }
    JsonNode members = json.get("keys");
    if (members == null) {
      try {
        return List.of(new JsonWebKey(json).read());
      } catch (MalformedDataException e) {
        throw e.within("failed to unmarshal JWK set: failed to parse sole key in key set");
      }
    }
    if (!members.isArray()) {
      throw new MalformedDataException("failed to unmarshal JWK set: keys are not a list");
    }
    List<JwtKey> keys = new ArrayList<>();
    for (JsonNode member : members) {
      try {
        keys.add(new JsonWebKey(member).read());
      } catch (MalformedDataException e) {
        throw e.within("failed to unmarshal JWK set: failed to decode key #" + keys.size());
      }
    }
    return keys;
  }

  private JwtKey read() throws MalformedDataException {
    JwtKey key =
        switch (text("kty")) {
          case "RSA" -> rsa();
          case "EC" -> ec();
          case "OKP" -> okp();
          case "oct" -> JwtKey.ofSecret(bytes("k"));
          default -> throw new MalformedDataException("the key has an unknown kty");
        };
    return key.named(text("kid"), text("alg"));
  }

  private JwtKey rsa() throws MalformedDataException {
    BigInteger modulus = number("n");
    BigInteger exponent = number("e");
    if (modulus.bitLength() > MAX_RSA_BITS) {
      throw new MalformedDataException("the key is larger than " + MAX_RSA_BITS + " bits");
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("RSA");
      PublicKey open = factory.generatePublic(new RSAPublicKeySpec(modulus, exponent));
      if (!json.has("d")) {
        return JwtKey.ofPublic(open);
      }
      BigInteger secret = number("d");
      BigInteger p = number("p");
      BigInteger q = number("q");
      if (!p.multiply(q).equals(modulus)) {
        throw damaged();
      }
      return JwtKey.ofPrivate(
          open,
          factory.generatePrivate(
              new RSAPrivateCrtKeySpec(
                  modulus,
                  exponent,
                  secret,
                  p,
                  q,
                  secret.mod(p.subtract(BigInteger.ONE)),
                  secret.mod(q.subtract(BigInteger.ONE)),
                  q.modInverse(p))));
    } catch (GeneralSecurityException | ArithmeticException e) {
      // Without the cause: a message about a private key may quote it.
      throw damaged();
    }
  }

  private JwtKey ec() throws MalformedDataException {
    EcCurve curve = EcCurve.ofJwkName(text("crv"));
    if (curve == null) {
      throw new MalformedDataException("the key is on an unknown curve");
    }
    PublicKey open = curve.publicKey(number("x"), number("y"));
    return json.has("d")
        ? JwtKey.ofPrivate(open, curve.privateKey(number("d")))
        : JwtKey.ofPublic(open);
  }

  private JwtKey okp() throws MalformedDataException {
    switch (text("crv")) {
      case "Ed25519" -> {
        PublicKey open = Ed25519Keys.publicKey(bytes("x"));
        return json.has("d")
            ? JwtKey.ofPrivate(open, Ed25519Keys.privateKey(bytes("d")))
            : JwtKey.ofPublic(open);
      }
      case "X25519" -> {
        // A key to agree on others with: it is in many sets, and verifies nothing.
        return JwtKey.ofPublic(null);
      }
      default -> throw new MalformedDataException("the key is on an unknown curve");
    }
  }

  private String text(String member) throws MalformedDataException {
    JsonNode value = json.path(member);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new MalformedDataException("the key has a " + member + " that is not a string");
    }
    return value.textValue();
  }

  private BigInteger number(String member) throws MalformedDataException {
    return new BigInteger(1, bytes(member));
  }

  /** In either alphabet of base64, as OPA takes it. */
  private byte[] bytes(String member) throws MalformedDataException {
    String text = text(member);
    if (text.isEmpty()) {
      throw new MalformedDataException("the key has no " + member);
    }
    try {
      return Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException("the key has a " + member + " that is not base64");
    }
  }

  private static MalformedDataException damaged() {
    return new MalformedDataException("the key is damaged, or of a kind that is not supported");
  }
}
