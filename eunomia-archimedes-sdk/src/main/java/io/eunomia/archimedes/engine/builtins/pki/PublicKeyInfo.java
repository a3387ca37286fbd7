package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.builtins.pki.Der.Element;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A public key as certificates and PEM files have it (RFC 5280, 4.1.2.7).
 *
 * @param algorithm Go's number of it, 0 if it is unknown
 * @param key to verify with; null if the JDK cannot
 * @param json its numbers
 */
record PublicKeyInfo(int algorithm, @Nullable PublicKey key, Value json) {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final String ED25519 = "1.3.101.112";

  /** Reads one; a key of an unknown algorithm is no error. */
  static PublicKeyInfo read(Element encoded) throws MalformedDataException {
    Der info = encoded.inside();
    Der algorithm = info.next(Der.SEQUENCE).inside();
    ObjectId id = algorithm.next(Der.OBJECT_ID).objectId();
    byte[] key = info.next(Der.BIT_STRING).octetsOfBits();
    info.checkEnd();
    return switch (id.toString()) {
      case RSA -> rsa(algorithm, key);
      case DSA -> dsa(algorithm, key);
      case EC -> ec(algorithm, key);
      case ED25519 -> ed25519(algorithm, key);
      default -> new PublicKeyInfo(0, null, NullValue.INSTANCE);
    };
  }

  private static PublicKeyInfo rsa(Der algorithm, byte[] key) throws MalformedDataException {
    if (algorithm.optional(Der.NULL) == null) {
      throw new MalformedDataException("x509: RSA key missing NULL parameters");
    }
    Der numbers = new Der(key).next(Der.SEQUENCE).inside();
    BigInteger modulus = numbers.next(Der.INTEGER).integer();
    BigInteger exponent = numbers.next(Der.INTEGER).integer();
    if (modulus.signum() <= 0) {
      throw new MalformedDataException("x509: RSA modulus is not a positive number");
    }
    if (exponent.signum() <= 0) {
      throw new MalformedDataException("x509: RSA public exponent is not a positive number");
    }
    Value json = new GoStruct().put("N", modulus).put("E", exponent).build();
    return new PublicKeyInfo(1, rsaKey(modulus, exponent), json);
  }

  private static @Nullable PublicKey rsaKey(BigInteger modulus, BigInteger exponent) {
    try {
      return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static PublicKeyInfo dsa(Der algorithm, byte[] key) throws MalformedDataException {
    Der parameters = algorithm.next(Der.SEQUENCE).inside();
    Value json =
        new GoStruct()
            .put("P", parameters.next(Der.INTEGER).integer())
            .put("Q", parameters.next(Der.INTEGER).integer())
            .put("G", parameters.next(Der.INTEGER).integer())
            .put("Y", new Der(key).next(Der.INTEGER).integer())
            .build();
    return new PublicKeyInfo(2, null, json);
  }

  private static PublicKeyInfo ec(Der algorithm, byte[] key) throws MalformedDataException {
    if (!algorithm.isNext(Der.OBJECT_ID)) {
      throw new MalformedDataException("x509: invalid ECDSA parameters");
    }
    EcCurve curve = EcCurve.ofObjectId(algorithm.next().objectId());
    if (curve == null) {
      throw new MalformedDataException("x509: unsupported elliptic curve");
    }
    ECPoint point = curve.point(key);
    PublicKey known = curve.publicKey(point.getAffineX(), point.getAffineY());
    return new PublicKeyInfo(3, known, json(point).build());
  }

  static GoStruct json(ECPoint point) {
    return new GoStruct()
        .put("Curve", new GoStruct().build())
        .put("X", point.getAffineX())
        .put("Y", point.getAffineY());
  }

  private static PublicKeyInfo ed25519(Der algorithm, byte[] key) throws MalformedDataException {
    if (!algorithm.isEmpty()) {
      throw new MalformedDataException("x509: Ed25519 key encoded with illegal parameters");
    }
    return new PublicKeyInfo(4, Ed25519Keys.publicKey(key), GoStruct.bytes(key));
  }
}
