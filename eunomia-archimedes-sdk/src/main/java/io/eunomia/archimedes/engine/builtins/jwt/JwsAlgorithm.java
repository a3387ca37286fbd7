package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of signed tokens (RFC 7518, 3; RFC 8037). {@code none} is not one. Each goes with
 * one kind of key only: a public key is never taken for a shared secret.
 */
public enum JwsAlgorithm {
  /** HMAC with SHA-256. */
  HS256("HS256", Family.HMAC, 256),
  /** HMAC with SHA-384. */
  HS384("HS384", Family.HMAC, 384),
  /** HMAC with SHA-512. */
  HS512("HS512", Family.HMAC, 512),
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  RS256("RS256", Family.RSA, 256),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  RS384("RS384", Family.RSA, 384),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  RS512("RS512", Family.RSA, 512),
  /** RSASSA-PSS with SHA-256. */
  PS256("PS256", Family.PSS, 256),
  /** RSASSA-PSS with SHA-384. */
  PS384("PS384", Family.PSS, 384),
  /** RSASSA-PSS with SHA-512. */
  PS512("PS512", Family.PSS, 512),
  /** ECDSA with SHA-256. */
  ES256("ES256", Family.ECDSA, 256),
  /** ECDSA with SHA-384. */
  ES384("ES384", Family.ECDSA, 384),
  /** ECDSA with SHA-512. */
  ES512("ES512", Family.ECDSA, 512),
  /** Ed25519. */
  EDDSA("EdDSA", Family.EDDSA, 512);

  /** Below it, RSA can be broken; above, verifying takes too long. */
  private static final int MIN_RSA_BITS = 1024;

  private static final int MAX_RSA_BITS = 16_384;

  private final String jwsName;
  private final Family family;
  private final int bits;

  JwsAlgorithm(String jwsName, Family family, int bits) {
    this.jwsName = jwsName;
    this.family = family;
    this.bits = bits;
  }

  /** The algorithm that a header calls so, in exactly this case, or null. */
  public static @Nullable JwsAlgorithm find(String name) {
    return Arrays.stream(values()).filter(a -> a.jwsName.equals(name)).findFirst().orElse(null);
  }

  /** Whether who verifies with it could sign as well. */
  public boolean isSymmetric() {
    return family == Family.HMAC;
  }

  /** Whether a secret has signed this. */
  boolean verify(byte[] secret, byte[] message, byte[] signature) {
    return isSymmetric() && MessageDigest.isEqual(mac(secret, message), signature);
  }

  /** Whether the owner of a key has signed this; never for a key of another kind. */
  boolean verify(PublicKey key, byte[] message, byte[] signature) {
    try {
      return switch (family) {
        case HMAC -> false;
        case RSA, PSS ->
            key instanceof RSAPublicKey rsa && hasGoodSize(rsa) && check(key, message, signature);
        case ECDSA ->
            key instanceof ECPublicKey ec
                && EcdsaSignature.isInRange(signature, ec)
                && check(key, message, signature);
        case EDDSA -> key instanceof EdECPublicKey && check(key, message, signature);
      };
    } catch (GeneralSecurityException e) {
      // The JDK throws for what is no signature at all, such as one of another length.
      return false;
    }
  }

  private boolean check(PublicKey key, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = jca();
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  byte[] sign(byte[] secret, byte[] message) throws MalformedDataException {
    if (!isSymmetric()) {
      throw wrongKey();
    }
    return mac(secret, message);
  }

  byte[] sign(PrivateKey key, byte[] message) throws MalformedDataException {
    boolean fits =
        switch (family) {
          case HMAC -> false;
          case RSA, PSS -> key instanceof RSAKey rsa && hasGoodSize(rsa);
          case ECDSA -> key.getAlgorithm().equals("EC");
          case EDDSA -> key.getAlgorithm().equals("EdDSA");
        };
    if (!fits) {
      throw wrongKey();
    }
    try {
      Signature signer = jca();
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      // Without the cause: a message about a private key may quote it.
      throw new MalformedDataException("the key cannot sign with " + jwsName);
    }
  }

  private MalformedDataException wrongKey() {
    return new MalformedDataException("the key is of a kind that does not go with " + jwsName);
  }

  private static boolean hasGoodSize(RSAKey key) {
    int size = key.getModulus().bitLength();
    return size >= MIN_RSA_BITS && size <= MAX_RSA_BITS;
  }

  private byte[] mac(byte[] secret, byte[] message) {
    String name = "HmacSHA" + bits;
    try {
      Mac mac = Mac.getInstance(name);
      // The JDK refuses an empty key; padding makes it zeros, and so does this.
      mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, name));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }

  private Signature jca() throws GeneralSecurityException {
    return switch (family) {
      case RSA -> Signature.getInstance("SHA" + bits + "withRSA");
      case ECDSA -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      case PSS -> {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        String hash = "SHA-" + bits;
        // RFC 7518, 3.5: the salt is as long as the hash.
        pss.setParameter(
            new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
        yield pss;
      }
      default -> Signature.getInstance("Ed25519");
    };
  }

  /** The name in a header. */
  @Override
  public String toString() {
    return jwsName;
  }

  private enum Family {
    HMAC,
    RSA,
    PSS,
    ECDSA,
    EDDSA
  }
}
