package io.eunomia.archimedes.engine.builtins.pki;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The curves of NIST (FIPS 186-4, D.1.2) that the JDK signs with. Immutable. */
public final class EcCurve {
  private static final BigInteger TWO = BigInteger.TWO;
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private static final List<EcCurve> ALL =
      List.of(
          new EcCurve("P-256", "secp256r1", "1.2.840.10045.3.1.7", 32),
          new EcCurve("P-384", "secp384r1", "1.3.132.0.34", 48),
          new EcCurve("P-521", "secp521r1", "1.3.132.0.35", 66));

  private final String jwkName;
  private final String objectId;
  private final int bytes;
  private final ECParameterSpec parameters;

  private EcCurve(String jwkName, String jcaName, String objectId, int bytes) {
    this.jwkName = jwkName;
    this.objectId = objectId;
    this.bytes = bytes;
    try {
      AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
      named.init(new ECGenParameterSpec(jcaName));
      this.parameters = named.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + jcaName, e);
    }
  }

  /** The curve that a JWK calls so, or null. */
  public static @Nullable EcCurve ofJwkName(String name) {
    return find(curve -> curve.jwkName.equals(name));
  }

  /** The curve with this order, or null. */
  public static @Nullable EcCurve ofOrder(BigInteger order) {
    return find(curve -> curve.order().equals(order));
  }

  static @Nullable EcCurve ofObjectId(ObjectId id) {
    String text = id.toString();
    return find(curve -> curve.objectId.equals(text));
  }

  private static @Nullable EcCurve find(Predicate<EcCurve> which) {
    return ALL.stream().filter(which).findFirst().orElse(null);
  }

  /** The bytes of a coordinate, and of either half of a signature. */
  public int bytes() {
    return bytes;
  }

  BigInteger order() {
    return parameters.getOrder();
  }

  /** Whether a private key, or half of a signature, is in its range. */
  public boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(order()) < 0;
  }

  /**
   * The public key of a point.
   *
   * @throws MalformedDataException if it is not on the curve
   */
  public PublicKey publicKey(BigInteger x, BigInteger y) throws MalformedDataException {
    if (!isOnCurve(x, y)) {
      throw new MalformedDataException("x509: failed to unmarshal elliptic curve point");
    }
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
    } catch (GeneralSecurityException e) {
      throw new MalformedDataException("x509: failed to unmarshal elliptic curve point");
    }
  }

  /**
   * The private key of a number.
   *
   * @throws MalformedDataException if it is out of range
   */
  public PrivateKey privateKey(BigInteger scalar) throws MalformedDataException {
    if (!isScalar(scalar)) {
      throw new MalformedDataException("x509: invalid elliptic curve private key value");
    }
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, parameters));
    } catch (GeneralSecurityException e) {
      throw new MalformedDataException("x509: invalid elliptic curve private key value");
    }
  }

  /** Reads a point that is not compressed (SEC 1, 2.3.4). */
  ECPoint point(byte[] encoded) throws MalformedDataException {
    if (encoded.length != 1 + 2 * bytes || encoded[0] != 4) {
      throw new MalformedDataException("x509: failed to unmarshal elliptic curve point");
    }
    return new ECPoint(
        new BigInteger(1, Arrays.copyOfRange(encoded, 1, 1 + bytes)),
        new BigInteger(1, Arrays.copyOfRange(encoded, 1 + bytes, encoded.length)));
  }

  /** The public point of a private key, which Java does not work out. */
  ECPoint publicPoint(BigInteger scalar) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
      sum = add(sum, sum);
      if (scalar.testBit(bit)) {
        sum = add(sum, parameters.getGenerator());
      }
    }
    return sum;
  }

  private ECPoint add(ECPoint left, ECPoint right) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    BigInteger p = prime();
    BigInteger x = left.getAffineX();
    BigInteger y = left.getAffineY();
    BigInteger slope;
    if (left.equals(right)) {
      slope =
          x.pow(2)
              .multiply(THREE)
              .add(parameters.getCurve().getA())
              .multiply(y.multiply(TWO).modInverse(p));
    } else {
      slope = right.getAffineY().subtract(y).multiply(right.getAffineX().subtract(x).modInverse(p));
    }
    BigInteger sumX = slope.pow(2).subtract(x).subtract(right.getAffineX()).mod(p);
    return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(p));
  }

  private boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger p = prime();
    if (x.signum() < 0 || y.signum() < 0 || x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3).add(parameters.getCurve().getA().multiply(x)).add(parameters.getCurve().getB());
    return y.pow(2).subtract(right).mod(p).signum() == 0;
  }

  private BigInteger prime() {
    return ((ECFieldFp) parameters.getCurve().getField()).getP();
  }
}
