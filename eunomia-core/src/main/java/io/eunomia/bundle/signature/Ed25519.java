package io.eunomia.bundle.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;

/** What the JDK does not say of Ed25519 (RFC 8032). Stateless and thread-safe. */
public final class Ed25519 {
  private Ed25519() {}

  /**
   * The public key that goes with a private one.
   *
   * @param seed the private key, of 32 bytes
   * @throws IllegalStateException if it is not of 32 bytes
   */
  public static PublicKey publicKey(byte[] seed) {
    // The JDK derives the public key in its generator only, which draws the seed at random.
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  /** Draws what is known already. */
  private static final class Drawn extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient byte[] seed;

    Drawn(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      if (bytes.length != seed.length) {
        throw new IllegalStateException("the generator draws " + bytes.length + " bytes");
      }
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
