package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.CertificateText;
import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** The keys that a token may be signed with. Immutable. */
public final class JwtKeys {
  private static final int MAX_LENGTH = 1024 * 1024;

  private final List<JwtKey> keys;

  private JwtKeys(List<JwtKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The public keys in a text: a certificate or a public key in PEM, a JWK or a set of them. Keys
   * for algorithms that are not of signed tokens are left out.
   *
   * @throws MalformedDataException if it is something else, or one of the keys is damaged
   */
  public static JwtKeys read(String text) throws MalformedDataException {
    checkLength(text);
    if (CertificateText.isPem(text)) {
      return new JwtKeys(List.of(JwtKey.ofPublic(CertificateText.publicKey(text))));
    }
    try {
      return new JwtKeys(
          JsonWebKey.readAll(text).stream()
              .filter(
                  key -> key.algorithm().isEmpty() || JwsAlgorithm.find(key.algorithm()) != null)
              .toList());
    } catch (MalformedDataException e) {
      throw e.within(
          "failed to parse a JWK key (set): jwk.ParseString: failed to parse string: jwk.Parse");
    }
  }

  /** A shared secret. */
  static JwtKeys ofSecret(String secret) {
    return new JwtKeys(List.of(JwtKey.ofSecret(secret.getBytes(StandardCharsets.UTF_8))));
  }

  /** The first key of a JWK or a set of them, to sign with. */
  static JwtKey first(String text) throws MalformedDataException {
    checkLength(text);
    List<JwtKey> keys;
    try {
      keys = JsonWebKey.readAll(text);
    } catch (MalformedDataException e) {
      throw e.within("jwk.Parse");
    }
    if (keys.isEmpty()) {
      throw new MalformedDataException("no keys found in JWK set");
    }
    return keys.get(0);
  }

  /**
   * Whether the token is signed with one of the keys: that which its header names if there is such
   * a one, else any that is for the algorithm of its header or does not say what it is for.
   */
  boolean verify(Token token, TokenHeader header, JwsAlgorithm with) throws MalformedDataException {
    return verify(token, header, with, key -> true);
  }

  /** The same of the keys that are public. */
  boolean verifyWithPublic(Token token, TokenHeader header, JwsAlgorithm with)
      throws MalformedDataException {
    return verify(token, header, with, key -> !key.isPrivate());
  }

  private boolean verify(
      Token token, TokenHeader header, JwsAlgorithm with, Predicate<JwtKey> allowed)
      throws MalformedDataException {
    byte[] message = token.signingInput();
    byte[] signature = token.signature();
    Predicate<JwtKey> verifies = key -> allowed.test(key) && key.verify(with, message, signature);
    for (JwtKey key : keys) {
      if (!header.keyId().isEmpty() && key.keyId().equals(header.keyId())) {
        return verifies.test(key);
      }
    }
    return keys.stream()
        .filter(key -> key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm()))
        .anyMatch(verifies);
  }

  private static void checkLength(String text) throws MalformedDataException {
    if (text.length() > MAX_LENGTH) {
      throw new MalformedDataException("the key is larger than " + MAX_LENGTH + " characters");
    }
  }

  @Override
  public String toString() {
    return keys.size() + " keys";
  }
}
