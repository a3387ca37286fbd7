package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;

/** Private keys with the public ones that follow from them. */
final class KeyPairs {
  private static final byte[] PROBE = "eunomia".getBytes(StandardCharsets.US_ASCII);

  private KeyPairs() {}

  static KeyPair rsa(RSAPrivateCrtKeySpec numbers) {
    KeyMaterial.checkRsa(numbers.getModulus().bitLength());
    return checked(
        KeyMaterial.rsaPublic(numbers.getModulus(), numbers.getPublicExponent()),
        KeyMaterial.rsaPrivate(numbers));
  }

  static KeyPair p256(BigInteger scalar) {
    PrivateKey key = KeyMaterial.p256Private(scalar);
    return checked(KeyMaterial.p256Public(P256.publicPoint(scalar)), key);
  }

  static KeyPair ed25519(byte[] seed) {
    PrivateKey key = KeyMaterial.ed25519Private(seed);
    return checked(ed25519Public(seed), key);
  }

  /** Fails for numbers that do not belong together, before anything is signed with them. */
  private static KeyPair checked(PublicKey open, PrivateKey secret) {
    SignatureAlgorithm algorithm = KeyMaterial.algorithms(open).iterator().next();
    boolean fits;
    try {
      fits = algorithm.verify(open, PROBE, algorithm.sign(secret, PROBE));
    } catch (IllegalStateException | ArithmeticException e) {
      fits = false;
    }
    if (!fits) {
      throw DerReader.damaged();
    }
    return new KeyPair(open, secret);
  }

  // The JDK derives the public key in its generator only, which draws the seed at random.
  private static PublicKey ed25519Public(byte[] seed) {
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
