package io.eunomia.bundle.signature;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Reads keys as openssl writes them: PKCS#8, and before it PKCS#1 and SEC1; public keys as
 * SubjectPublicKeyInfo, PKCS#1, or in a certificate.
 */
final class PemKeys {
  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final String P256_CURVE = "2a8648ce3d030107";
  private static final String ED25519 = "2b6570";

  private PemKeys() {}

  static KeyPair privateKey(String pem) {
    PemBlock block = PemBlock.parse(pem);
    DerReader der = new DerReader(block.content());
    return switch (block.label()) {
      case "PRIVATE KEY" -> pkcs8(der);
      case "RSA PRIVATE KEY" -> pkcs1(der);
      case "EC PRIVATE KEY" -> sec1(der, false);
      case "PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE" ->
          throw new IllegalArgumentException("is public: a private key is needed to sign");
      default -> throw unsupported(block);
    };
  }

  static PublicKey publicKey(String pem) {
    PemBlock block = PemBlock.parse(pem);
    return switch (block.label()) {
      case "PUBLIC KEY" -> subjectPublicKeyInfo(block.content());
      case "RSA PUBLIC KEY" -> {
        DerReader numbers = new DerReader(block.content()).enter(DerReader.SEQUENCE);
        yield rsaPublic(numbers.integer(), numbers.integer());
      }
      case "CERTIFICATE" -> certificate(block.content());
      case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
          throw new IllegalArgumentException(
              "is a private key: to verify takes the public one, as openssl pkey -pubout writes it");
      default -> throw unsupported(block);
    };
  }

  private static KeyPair pkcs8(DerReader der) {
    DerReader info = der.enter(DerReader.SEQUENCE);
    info.integer();
    DerReader algorithm = info.enter(DerReader.SEQUENCE);
    String id = algorithm.objectId();
    DerReader key = info.enter(DerReader.OCTET_STRING);
    return switch (id) {
      case RSA -> pkcs1(key);
      case EC -> {
        checkCurve(algorithm);
        yield sec1(key, true);
      }
      case ED25519 -> KeyPairs.ed25519(key.octets(DerReader.OCTET_STRING));
      default ->
          throw new IllegalArgumentException("is of another kind than RSA, P-256 and Ed25519");
    };
  }

  private static KeyPair pkcs1(DerReader der) {
    DerReader numbers = der.enter(DerReader.SEQUENCE);
    if (numbers.integer().signum() != 0) {
      throw new IllegalArgumentException("is an RSA key of more than two primes");
    }
    BigInteger modulus = numbers.integer();
    KeyMaterial.checkRsa(modulus.bitLength());
    return KeyPairs.rsa(
        new RSAPrivateCrtKeySpec(
            modulus,
            numbers.integer(),
            numbers.integer(),
            numbers.integer(),
            numbers.integer(),
            numbers.integer(),
            numbers.integer(),
            numbers.integer()));
  }

  private static KeyPair sec1(DerReader der, boolean curveKnown) {
    DerReader key = der.enter(DerReader.SEQUENCE);
    key.integer();
    BigInteger scalar = new BigInteger(1, key.octets(DerReader.OCTET_STRING));
    boolean known = curveKnown;
    while (key.hasMore()) {
      if (key.tag() == 0xa0) {
        checkCurve(key.enter(0xa0));
        known = true;
      } else {
        // The public point, which follows from the scalar.
        key.octets(key.tag());
      }
    }
    if (!known) {
      throw new IllegalArgumentException("does not say which curve it is on");
    }
    return KeyPairs.p256(scalar);
  }

  private static void checkCurve(DerReader parameters) {
    if (parameters.tag() != DerReader.OBJECT_ID || !parameters.objectId().equals(P256_CURVE)) {
      throw new IllegalArgumentException("is on another curve than P-256");
    }
  }

  private static PublicKey subjectPublicKeyInfo(byte[] encoded) {
    String id =
        new DerReader(encoded).enter(DerReader.SEQUENCE).enter(DerReader.SEQUENCE).objectId();
    String name =
        switch (id) {
          case RSA -> "RSA";
          case EC -> "EC";
          case ED25519 -> "Ed25519";
          default ->
              throw new IllegalArgumentException("is of another kind than RSA, P-256 and Ed25519");
        };
    try {
      return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "is damaged, or of a kind that is not supported: " + e.getMessage(), e);
    }
  }

  private static PublicKey rsaPublic(BigInteger modulus, BigInteger exponent) {
    KeyMaterial.checkRsa(modulus.bitLength());
    return KeyMaterial.rsaPublic(modulus, exponent);
  }

  private static PublicKey certificate(byte[] encoded) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(encoded))
          .getPublicKey();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("is not a certificate: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException unsupported(PemBlock block) {
    return new IllegalArgumentException("is no key: " + block.label());
  }
}
