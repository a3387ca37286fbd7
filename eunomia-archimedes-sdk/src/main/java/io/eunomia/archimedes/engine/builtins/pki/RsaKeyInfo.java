package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A private key of RSA (RFC 8017, 3.2), of two primes that belong together. */
final class RsaKeyInfo implements PrivateKeyInfo {
  private static final int MAX_BITS = 16_384;

  private final BigInteger modulus;
  private final BigInteger publicExponent;
  private final BigInteger exponent;
  private final BigInteger p;
  private final BigInteger q;

  private RsaKeyInfo(
      BigInteger modulus,
      BigInteger publicExponent,
      BigInteger exponent,
      BigInteger p,
      BigInteger q) {
    this.modulus = modulus;
    this.publicExponent = publicExponent;
    this.exponent = exponent;
    this.p = p;
    this.q = q;
  }

  /** Reads PKCS #1. */
  static RsaKeyInfo read(Der der) throws MalformedDataException {
    Der numbers = der.next(Der.SEQUENCE).inside();
    int version = numbers.next(Der.INTEGER).smallInteger();
    if (version != 0) {
      throw new MalformedDataException("x509: unsupported private key version");
    }
    RsaKeyInfo key =
        new RsaKeyInfo(
            numbers.next(Der.INTEGER).integer(),
            numbers.next(Der.INTEGER).integer(),
            numbers.next(Der.INTEGER).integer(),
            numbers.next(Der.INTEGER).integer(),
            numbers.next(Der.INTEGER).integer());
    key.check();
    return key;
  }

  private void check() throws MalformedDataException {
    for (BigInteger number : List.of(modulus, publicExponent, exponent, p, q)) {
      if (number.signum() <= 0) {
        throw new MalformedDataException("x509: private key contains zero or negative value");
      }
      if (number.bitLength() > MAX_BITS) {
        throw new MalformedDataException("x509: private key is larger than " + MAX_BITS + " bits");
      }
    }
    if (!p.multiply(q).equals(modulus) || p.equals(BigInteger.ONE) || q.equals(BigInteger.ONE)) {
      throw new MalformedDataException("crypto/rsa: p * q != n");
    }
    if (!p.gcd(q).equals(BigInteger.ONE)) {
      throw new MalformedDataException("crypto/rsa: invalid prime");
    }
    BigInteger product = exponent.multiply(publicExponent);
    for (BigInteger prime : List.of(p, q)) {
      if (!product.mod(minusOne(prime)).equals(BigInteger.ONE)) {
        throw new MalformedDataException("crypto/rsa: invalid exponents");
      }
    }
  }

  private static BigInteger minusOne(BigInteger prime) {
    return prime.subtract(BigInteger.ONE);
  }

  @Override
  public Value json() {
    Value precomputed =
        new GoStruct()
            .put("Dp", exponent.mod(minusOne(p)))
            .put("Dq", exponent.mod(minusOne(q)))
            .put("Qinv", q.modInverse(p))
            .put("CRTValues", new ArrayValue(List.of()))
            .build();
    return new GoStruct()
        .put("N", modulus)
        .put("E", publicExponent)
        .put("D", exponent)
        .put("Primes", List.of(NumberValue.of(p), NumberValue.of(q)))
        .put("Precomputed", precomputed)
        .build();
  }

  @Override
  public ObjectValue jwk() {
    return new GoStruct()
        .put("kty", "RSA")
        .put("n", base64(modulus))
        .put("e", base64(publicExponent))
        .put("d", base64(exponent))
        .put("p", base64(p))
        .put("q", base64(q))
        .put("dp", base64(exponent.mod(minusOne(p))))
        .put("dq", base64(exponent.mod(minusOne(q))))
        .put("qi", base64(q.modInverse(p)))
        .build();
  }

  @Override
  public int algorithm() {
    return 1;
  }

  @Override
  public PrivateKey key() throws MalformedDataException {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(
              new RSAPrivateCrtKeySpec(
                  modulus,
                  publicExponent,
                  exponent,
                  p,
                  q,
                  exponent.mod(minusOne(p)),
                  exponent.mod(minusOne(q)),
                  q.modInverse(p)));
    } catch (GeneralSecurityException e) {
      throw new MalformedDataException("crypto/rsa: the key is not supported");
    }
  }

  @Override
  public Value publicJson() {
    return new GoStruct().put("N", modulus).put("E", publicExponent).build();
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
  }
}
