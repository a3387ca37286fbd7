package io.eunomia.bundle.signature;

import java.security.PublicKey;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public key that signatures are verified with: RSA of at least 2048 bits, P-256, or Ed25519.
 * Immutable and thread-safe.
 *
 * <p>The algorithms that it verifies follow from its kind, and never from a signature alone. Of a
 * certificate only the key counts: neither its dates nor who issued it.
 */
public final class VerificationKey {
  private final PublicKey key;
  private final String keyId;
  private final Set<SignatureAlgorithm> algorithms;

  private VerificationKey(PublicKey key, String keyId, Set<SignatureAlgorithm> algorithms) {
    this.key = key;
    this.keyId = keyId;
    this.algorithms = Set.copyOf(algorithms);
  }

  /**
   * Reads a public key ({@code PUBLIC KEY} or {@code RSA PUBLIC KEY}) or a certificate.
   *
   * @param keyId what signatures call it
   * @throws IllegalArgumentException for one that is private, weak, damaged, or of another kind
   */
  public static VerificationKey fromPem(String keyId, String pem) {
    return of(PemKeys.publicKey(pem), keyId, null);
  }

  /** As {@link #fromPem(String, String)}; the id is the key's thumbprint (RFC 7638). */
  public static VerificationKey fromPem(String pem) {
    return of(PemKeys.publicKey(pem), null, null);
  }

  /**
   * Reads a public JWK (RFC 7517). Its {@code kid} is the id, else its thumbprint; its {@code alg}
   * is the only algorithm, if it has one.
   *
   * @throws IllegalArgumentException for one that is private, a shared secret, weak, damaged, or
   *     not for signatures
   */
  public static VerificationKey fromJwk(String json) {
    return of(Jwk.parse(json));
  }

  static VerificationKey of(Jwk jwk) {
    if (jwk.isPrivate()) {
      throw new IllegalArgumentException("is a private key: to verify takes the public one");
    }
    return of(jwk.publicKey(), jwk.keyId(), jwk.algorithm());
  }

  static VerificationKey of(
      PublicKey key, @Nullable String keyId, @Nullable SignatureAlgorithm only) {
    Set<SignatureAlgorithm> algorithms = KeyMaterial.algorithms(key);
    if (only != null && !algorithms.contains(only)) {
      throw new IllegalArgumentException("is for one of " + algorithms + ", not for " + only);
    }
    return new VerificationKey(
        key,
        keyId == null ? Jwk.thumbprint(key) : KeyId.checked(keyId),
        only == null ? algorithms : Set.of(only));
  }

  /**
   * This key under another id.
   *
   * @throws IllegalArgumentException for an id that is empty, longer than 256 characters, or has
   *     control characters
   */
  public VerificationKey withKeyId(String id) {
    return new VerificationKey(key, KeyId.checked(id), algorithms);
  }

  /** What signatures call it. */
  public String keyId() {
    return keyId;
  }

  /** What it verifies. */
  public Set<SignatureAlgorithm> algorithms() {
    return algorithms;
  }

  /** The key's thumbprint (RFC 7638), whatever it is found by. */
  public String thumbprint() {
    return Jwk.thumbprint(publicKey());
  }

  PublicKey publicKey() {
    return key;
  }

  /** The id and the algorithms. */
  @Override
  public String toString() {
    return "VerificationKey[" + keyId + ", " + algorithms + "]";
  }
}
