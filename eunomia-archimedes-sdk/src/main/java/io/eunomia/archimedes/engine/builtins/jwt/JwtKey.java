package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** A key, public, private or a shared secret. Immutable; never shown as text. */
final class JwtKey {
  private final String keyId;
  private final String algorithm;
  private final @Nullable PublicKey open;
  private final @Nullable PrivateKey secret;
  private final byte @Nullable [] shared;

  private JwtKey(
      String keyId,
      String algorithm,
      @Nullable PublicKey open,
      @Nullable PrivateKey secret,
      byte @Nullable [] shared) {
    this.keyId = keyId;
    this.algorithm = algorithm;
    this.open = open;
    this.secret = secret;
    this.shared = shared;
  }

  /** A public key; null for one that the JDK cannot verify with, which verifies nothing. */
  static JwtKey ofPublic(@Nullable PublicKey key) {
    return new JwtKey("", "", key, null, null);
  }

  static JwtKey ofPrivate(PublicKey open, PrivateKey secret) {
    return new JwtKey("", "", open, secret, null);
  }

  static JwtKey ofSecret(byte[] secret) {
    return new JwtKey("", "", null, null, secret.clone());
  }

  /** The same with what a JWK says about it; empty for what it does not say. */
  JwtKey named(String id, String forAlgorithm) {
    return new JwtKey(id, forAlgorithm, open, secret, shared);
  }

  String keyId() {
    return keyId;
  }

  /** What it is for; empty if it does not say. */
  String algorithm() {
    return algorithm;
  }

  boolean isPrivate() {
    return secret != null;
  }

  boolean verify(JwsAlgorithm with, byte[] message, byte[] signature) {
    if (shared != null) {
      return with.verify(shared, message, signature);
    }
    return open != null && with.verify(open, message, signature);
  }

  byte[] sign(JwsAlgorithm with, byte[] message) throws MalformedDataException {
    if (shared != null) {
      return with.sign(shared, message);
    }
    if (secret == null) {
      throw new MalformedDataException("the key is public: a private key is needed to sign");
    }
    return with.sign(secret, message);
  }

  @Override
  public String toString() {
    return "JwtKey";
  }
}
