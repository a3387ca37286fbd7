package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.EnumSet;
import java.util.Set;

/** Makes the JDK's keys of numbers, and refuses those that are weak or of another kind. */
final class KeyMaterial {
  private static final int MIN_RSA_BITS = 2048;
  // Verifying takes time that grows with the square of it.
  private static final int MAX_RSA_BITS = 16_384;
  private static final int ED25519_BYTES = 32;

  private KeyMaterial() {}

  static PrivateKey rsaPrivate(RSAPrivateCrtKeySpec numbers) {
    return (PrivateKey) make("RSA", numbers, true);
  }

  static PublicKey rsaPublic(BigInteger modulus, BigInteger exponent) {
    return (PublicKey) make("RSA", new RSAPublicKeySpec(modulus, exponent), false);
  }

  static PrivateKey p256Private(BigInteger scalar) {
    if (!P256.isScalar(scalar)) {
      throw new IllegalArgumentException("is no key of P-256: its number is out of range");
    }
    return (PrivateKey) make("EC", new ECPrivateKeySpec(scalar, P256.PARAMETERS), true);
  }

  static PublicKey p256Public(ECPoint point) {
    return (PublicKey) make("EC", new ECPublicKeySpec(point, P256.PARAMETERS), false);
  }

  static PrivateKey ed25519Private(byte[] seed) {
    if (seed.length != ED25519_BYTES) {
      throw DerReader.damaged();
    }
    return (PrivateKey)
        make("Ed25519", new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed), true);
  }

  /** RFC 8032, 5.1.2: little-endian, with the sign of x in the highest bit. */
  static PublicKey ed25519Public(byte[] encoded) {
    if (encoded.length != ED25519_BYTES) {
      throw DerReader.damaged();
    }
    byte[] big = new byte[ED25519_BYTES];
    for (int i = 0; i < ED25519_BYTES; i++) {
      big[i] = encoded[ED25519_BYTES - 1 - i];
    }
    boolean odd = (big[0] & 0x80) != 0;
    big[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, big));
    return (PublicKey)
        make("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, point), false);
  }

  static byte[] encode(EdECPublicKey key) {
    byte[] big = key.getPoint().getY().toByteArray();
    byte[] encoded = new byte[ED25519_BYTES];
    for (int i = 0; i < big.length && i < ED25519_BYTES; i++) {
      encoded[i] = big[big.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      encoded[ED25519_BYTES - 1] |= (byte) 0x80;
    }
    return encoded;
  }

  /**
   * The algorithms that go with a key. A signature's own word for it counts only among these.
   *
   * @throws IllegalArgumentException for a key that is weak, or of another kind
   */
  static Set<SignatureAlgorithm> algorithms(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      checkRsa(rsa.getModulus().bitLength());
      return EnumSet.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256);
    }
    if (key instanceof ECPublicKey ec) {
      if (!P256.isCurveOf(ec.getParams())) {
        throw new IllegalArgumentException("is on another curve than P-256");
      }
      if (!P256.isOnCurve(ec.getW())) {
        throw new IllegalArgumentException("is no key of P-256: its point is not on the curve");
      }
      return EnumSet.of(SignatureAlgorithm.ES256);
    }
    if (key instanceof EdECPublicKey ed
        && ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return EnumSet.of(SignatureAlgorithm.EDDSA);
    }
    throw new IllegalArgumentException(
        "is a key of " + key.getAlgorithm() + "; RSA, P-256 and Ed25519 are supported");
  }

  static void checkRsa(int bits) {
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
      throw new IllegalArgumentException(
          "is an RSA key of "
              + bits
              + " bits; it must have "
              + MIN_RSA_BITS
              + " to "
              + MAX_RSA_BITS);
    }
  }

  private static java.security.Key make(String algorithm, KeySpec spec, boolean secret) {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return secret ? factory.generatePrivate(spec) : factory.generatePublic(spec);
    } catch (GeneralSecurityException e) {
      // Without the cause: a message about a private key may quote it.
      throw DerReader.damaged();
    }
  }
}
