package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of JWS (RFC 7518, RFC 8037) that bundles are signed with. All are asymmetric:
 * whoever can verify cannot sign. {@code none} and HMAC do not exist here.
 */
public enum SignatureAlgorithm {
  /** ECDSA on P-256 with SHA-256. Two signatures of the same are different. */
  ES256("ES256", "SHA256withECDSAinP1363Format"),
  /** RSASSA-PKCS1-v1_5 with SHA-256. Deterministic. */
  RS256("RS256", "SHA256withRSA"),
  /** RSASSA-PSS with SHA-256. Two signatures of the same are different. */
  PS256("PS256", "RSASSA-PSS"),
  /** Ed25519. Deterministic. */
  EDDSA("EdDSA", "Ed25519");

  private final String jwsName;
  private final String jcaName;

  SignatureAlgorithm(String jwsName, String jcaName) {
    this.jwsName = jwsName;
    this.jcaName = jcaName;
  }

  /** The name in the header of a JWS: {@code EdDSA}. */
  public String jwsName() {
    return jwsName;
  }

  /**
   * The algorithm of this name, in exactly this case.
   *
   * @throws IllegalArgumentException for any other
   */
  public static SignatureAlgorithm ofJwsName(String name) {
    SignatureAlgorithm found = find(name);
    if (found == null) {
      throw new IllegalArgumentException("'" + name + "' is none of ES256, RS256, PS256 and EdDSA");
    }
    return found;
  }

  static @Nullable SignatureAlgorithm find(String name) {
    for (SignatureAlgorithm algorithm : values()) {
      if (algorithm.jwsName.equals(name)) {
        return algorithm;
      }
    }
    return null;
  }

  byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = jca();
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key cannot sign with " + jwsName, e);
    }
  }

  boolean verify(PublicKey key, byte[] message, byte[] signed) {
    if (this == ES256 && !isP256Pair(signed)) {
      return false;
    }
    try {
      Signature signature = jca();
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // The JDK throws for what is no signature at all, such as one of another length.
      return false;
    }
  }

  private Signature jca() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(jcaName);
    if (this == PS256) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return signature;
  }

  /** Whether both halves are in the group: some JDKs took zeros for anybody's signature. */
  private static boolean isP256Pair(byte[] signed) {
    return signed.length == 64
        && P256.isScalar(new BigInteger(1, Arrays.copyOf(signed, 32)))
        && P256.isScalar(new BigInteger(1, Arrays.copyOfRange(signed, 32, 64)));
  }

  @Override
  public String toString() {
    return jwsName;
  }
}
