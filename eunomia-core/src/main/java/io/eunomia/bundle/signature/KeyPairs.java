package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
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
    return checked(Ed25519.publicKey(seed), key);
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
}
