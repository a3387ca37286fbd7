package io.eunomia.bundle.signature;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Keys made for the tests, and PEM as openssl writes it. */
final class TestKeys {
  static final KeyPair RSA = generate("RSA", 2048);
  static final KeyPair P256 = ec("secp256r1");
  static final KeyPair ED25519 = generate("Ed25519", 0);

  private TestKeys() {}

  static KeyPair generate(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (bits > 0) {
        generator.initialize(bits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** PKCS#8, as {@code openssl genpkey} writes it. */
  static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  /** PKCS#1, as {@code openssl rsa -traditional} writes it. */
  static String pkcs1(KeyPair pair) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
      return pem("RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** SEC1 with the curve's name and the public point, as {@code openssl ec} writes it. */
  static String sec1(KeyPair pair) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
      SubjectPublicKeyInfo open = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
      ECPrivateKey key = (ECPrivateKey) pair.getPrivate();
      return pem(
          "EC PRIVATE KEY",
          new org.bouncycastle.asn1.sec.ECPrivateKey(
                  key.getParams().getOrder().bitLength(),
                  key.getS(),
                  open.getPublicKeyData(),
                  info.getPrivateKeyAlgorithm().getParameters())
              .getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String spki(KeyPair pair) {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  static String pem(String label, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  static SigningKey signing(KeyPair pair) {
    return SigningKey.fromPem(pkcs8(pair));
  }

  /** A signing key for each algorithm. */
  static SigningKey signing(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case ES256 -> signing(P256);
      case RS256, PS256 -> signing(RSA).withAlgorithm(algorithm);
      case EDDSA -> signing(ED25519);
    };
  }
}
