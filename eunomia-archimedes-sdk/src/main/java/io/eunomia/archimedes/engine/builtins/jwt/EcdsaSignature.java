package io.eunomia.archimedes.engine.builtins.jwt;

import io.eunomia.archimedes.engine.builtins.pki.EcCurve;
import java.math.BigInteger;
import java.security.interfaces.ECKey;
import java.util.Arrays;

/** Signatures of ECDSA (RFC 7518, 3.4): two numbers, one after the other. */
final class EcdsaSignature {
  private EcdsaSignature() {}

  /**
   * Whether both numbers are as long as the curve has it, and in their range: some JDKs took zeros
   * for anybody's signature.
   */
  static boolean isInRange(byte[] signature, ECKey key) {
    EcCurve curve = EcCurve.ofOrder(key.getParams().getOrder());
    if (curve == null || signature.length != 2 * curve.bytes()) {
      return false;
    }
    int half = curve.bytes();
    return curve.isScalar(new BigInteger(1, Arrays.copyOf(signature, half)))
        && curve.isScalar(new BigInteger(1, Arrays.copyOfRange(signature, half, 2 * half)));
  }
}
