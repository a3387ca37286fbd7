package io.eunomia.bundle.signature;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;

/** The curve P-256, which is all that ES256 uses. */
final class P256 {
  static final ECParameterSpec PARAMETERS = parameters();

  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final BigInteger P = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
  private static final BigInteger A = PARAMETERS.getCurve().getA();
  private static final BigInteger B = PARAMETERS.getCurve().getB();

  private P256() {}

  static boolean isScalar(BigInteger number) {
    return number.signum() > 0 && number.compareTo(PARAMETERS.getOrder()) < 0;
  }

  static boolean isOnCurve(ECPoint point) {
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (point.equals(ECPoint.POINT_INFINITY)
        || x.signum() < 0
        || y.signum() < 0
        || x.compareTo(P) >= 0
        || y.compareTo(P) >= 0) {
      return false;
    }
    BigInteger right = x.modPow(THREE, P).add(A.multiply(x)).add(B).mod(P);
    return y.multiply(y).mod(P).equals(right);
  }

  /** Whether these are the parameters of this curve, however somebody else has built them. */
  static boolean isCurveOf(ECParameterSpec other) {
    return other.getCurve().equals(PARAMETERS.getCurve())
        && other.getGenerator().equals(PARAMETERS.getGenerator())
        && other.getOrder().equals(PARAMETERS.getOrder())
        && other.getCofactor() == PARAMETERS.getCofactor();
  }

  /**
   * The public point of a private scalar, for keys whose file leaves it out. Takes time that
   * depends on the scalar: for the reading of one's own key, not for requests of others.
   */
  static ECPoint publicPoint(BigInteger scalar) {
    ECPoint sum = ECPoint.POINT_INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      sum = add(sum, sum);
      if (scalar.testBit(i)) {
        sum = add(sum, PARAMETERS.getGenerator());
      }
    }
    return sum;
  }

  private static ECPoint add(ECPoint left, ECPoint right) {
    if (left.equals(ECPoint.POINT_INFINITY)) {
      return right;
    }
    if (right.equals(ECPoint.POINT_INFINITY)) {
      return left;
    }
    BigInteger x1 = left.getAffineX();
    BigInteger y1 = left.getAffineY();
    BigInteger x2 = right.getAffineX();
    BigInteger y2 = right.getAffineY();
    BigInteger slope;
    if (x1.equals(x2)) {
      if (!y1.equals(y2)) {
        return ECPoint.POINT_INFINITY;
      }
      slope = x1.multiply(x1).multiply(THREE).add(A).multiply(y1.shiftLeft(1).modInverse(P));
    } else {
      slope = y2.subtract(y1).multiply(x2.subtract(x1).mod(P).modInverse(P));
    }
    slope = slope.mod(P);
    BigInteger x = slope.multiply(slope).subtract(x1).subtract(x2).mod(P);
    return new ECPoint(x, slope.multiply(x1.subtract(x)).subtract(y1).mod(P));
  }

  private static ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }
}
