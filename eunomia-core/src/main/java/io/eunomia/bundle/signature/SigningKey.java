package io.eunomia.bundle.signature;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A private key that signs bundles: RSA of at least 2048 bits, P-256, or Ed25519. Immutable and
 * thread-safe; never shows the key.
 *
 * <p>A key without an id has the one that follows from it: the thumbprint of its public part (RFC
 * 7638). A {@link VerificationKey} that is given none has the same.
 */
public final class SigningKey {
  private final KeyPair pair;
  private final String keyId;
  private final SignatureAlgorithm algorithm;

  private SigningKey(KeyPair pair, String keyId, SignatureAlgorithm algorithm) {
    this.pair = pair;
    this.keyId = keyId;
    this.algorithm = algorithm;
  }

  /**
   * Reads a key as openssl writes it: PKCS#8 ({@code PRIVATE KEY}), PKCS#1 ({@code RSA PRIVATE
   * KEY}) or SEC1 ({@code EC PRIVATE KEY}). An RSA key signs with RS256 unless told otherwise.
   *
   * @throws IllegalArgumentException for one that is encrypted, public, weak, damaged, or of
   *     another kind; the message quotes nothing of it
   */
  public static SigningKey fromPem(String pem) {
    return of(PemKeys.privateKey(pem), null, null);
  }

  /**
   * Reads a private JWK (RFC 7517). Its {@code kid} and {@code alg} count, if it has them.
   *
   * @throws IllegalArgumentException for one that is public, a shared secret, weak, damaged, or not
   *     for signatures; the message quotes nothing of it
   */
  public static SigningKey fromJwk(String json) {
    Jwk jwk = Jwk.parse(json);
    return of(jwk.keyPair(), jwk.keyId(), jwk.algorithm());
  }

  private static SigningKey of(
      KeyPair pair, @Nullable String keyId, @Nullable SignatureAlgorithm algorithm) {
    SigningKey key =
        new SigningKey(
            pair,
            keyId == null ? Jwk.thumbprint(pair.getPublic()) : KeyId.checked(keyId),
            KeyMaterial.algorithms(pair.getPublic()).iterator().next());
    return algorithm == null ? key : key.withAlgorithm(algorithm);
  }

  /**
   * This key under another id: what a verifier finds it by.
   *
   * @throws IllegalArgumentException for an id that is empty, longer than 256 characters, or has
   *     control characters
   */
  public SigningKey withKeyId(String id) {
    return new SigningKey(pair, KeyId.checked(id), algorithm);
  }

  /**
   * This key with another algorithm: RS256 or PS256 for an RSA key.
   *
   * @throws IllegalArgumentException for one that does not go with the key
   */
  public SigningKey withAlgorithm(SignatureAlgorithm other) {
    Set<SignatureAlgorithm> possible = KeyMaterial.algorithms(pair.getPublic());
    if (!possible.contains(other)) {
      throw new IllegalArgumentException("signs with one of " + possible + ", not with " + other);
    }
    return new SigningKey(pair, keyId, other);
  }

  /** What verifiers find the key by. */
  public String keyId() {
    return keyId;
  }

  /** What it signs with. */
  public SignatureAlgorithm algorithm() {
    return algorithm;
  }

  /** The public part, under the same id. */
  public VerificationKey verificationKey() {
    return VerificationKey.of(pair.getPublic(), keyId, null);
  }

  PrivateKey privateKey() {
    return pair.getPrivate();
  }

  /** The id and the algorithm. */
  @Override
  public String toString() {
    return "SigningKey[" + keyId + ", " + algorithm + "]";
  }
}
