package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsTest {
  private static final byte[] PAYLOAD = "{\"files\":[]}".getBytes(StandardCharsets.UTF_8);

  /** From OPA's tests of its own verification. */
  private static final String OPA_TOKEN =
      "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImZvbyJ9.eyJmaWxlcyI6W3sibmFtZSI6ImRiL3VhbTIvZW50aXRsZW1lbnRzL2RhdGEuanNvbiIsImhhc2giOiJjMjEzMTU0NGM3MTZhMjVhNWUzMWY1MDQzMDBmNTI0MGU4MjM1Y2FkYjlhNTdmMGJkMWI2ZjRiZDc0YjI2NjEyIiwiYWxnb3JpdGhtIjoic2hhMjU2In0seyJuYW1lIjoiZGIvdWFtMi9wb2xpY3kvb3BhLXBvbGljeS5yZWdvIiwiaGFzaCI6IjQyY2ZlNjc2OGI1N2JiNWY3NTAzYzE2NWMyOGRkMDdhYzViODEzNTU0ZWJjODUwZjJjYzM1ODQzZTcxMzdiMWQifV0sImlhdCI6MTU5MjI1MTQwNiwiaXNzIjoiSldUU2VydmljZSIsInNjb3BlIjoid3JpdGUifQ.UZcX_Qj29o213nwZ5mysiyNcgAp1AOqCkDLkj1KGZ7Cw3l17TbkF8t3FJd654sf762NGcABA0WQ2zxq-labXl_d5TKQmq23lurO3qLHI1cKQPyoxPbddGo78sJpMwWsiMyEYcyyKC9FpNUpa8cT81GPo4q9Zui8TAD0wtHh2YxBL7E8QYLJxcLMJTJxVBgrQGLXFT7vYRc6hJz9Vu-i0SWuLBGxOCmYoHr4DWFfy0IhAbhiUFyLRpukfBPjCJNYY5LgaZdN6LaYivtIEUms5jUuXubBimLJm7KOT5-bgJMXTcUsbrbl2Ma7PwG5IOKjjgyEvH8KVfGFZSzNrpuxKmA";

  private static final String OPA_KEY =
      """
      -----BEGIN PUBLIC KEY-----
      MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA9KaakMv1XKKDaSch3PFR
      3a27oaHp1GNTTNqvb1ZaHZXp+wuhYDwc/MTE67x9GCifvQBWzEGorgTq7aisiOyl
      vKifwz6/wQ+62WHKG/sqKn2Xikp3P63aBIPlZcHbkyyRmL62yeyuzYoGvLEYel+m
      z5SiKGBwviSY0Th2L4e5sGJuk2HOut6emxDi+E2Fuuj5zokFJvIT6Urlq8f3h6+l
      GeR6HUOXqoYVf7ff126GP7dticTVBgibxkkuJFmpvQSW6xmxruT4k6iwjzbZHY7P
      ypZ/TdlnuGC1cOpAVyU7k32IJ9CRbt3nwEf5U54LRXLLQjFixWZHwKdDiMTF4ws0
      +wIDAQAB
      -----END PUBLIC KEY-----
      """;

  @Test
  void whenOpaSigned_thenItVerifies() throws Exception {
    Jws jws = Jws.parse(OPA_TOKEN);

    assertThat(jws.keyId()).isEqualTo("foo");
    assertThat(jws.isBy(VerificationKey.fromPem("foo", OPA_KEY), SignatureAlgorithm.RS256))
        .isTrue();
    assertThat(jws.isBy(VerificationKey.fromPem("foo", OPA_KEY), SignatureAlgorithm.PS256))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void whenWeSign_thenOthersVerify(SignatureAlgorithm algorithm) throws Exception {
    SigningKey key = TestKeys.signing(algorithm);
    JWSObject theirs = JWSObject.parse(Jws.sign(PAYLOAD, key));

    assertThat(theirs.getHeader().getAlgorithm().getName()).isEqualTo(algorithm.jwsName());
    assertThat(theirs.getHeader().getKeyID()).isEqualTo(key.keyId());
    assertThat(theirs.getPayload().toBytes()).isEqualTo(PAYLOAD);
    assertThat(verifiesWithNimbus(theirs, algorithm)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whenOthersSign_thenWeVerify(SignatureAlgorithm algorithm) throws Exception {
    Jws ours = Jws.parse(signWithNimbus(algorithm, PAYLOAD));
    VerificationKey key = TestKeys.signing(algorithm).verificationKey();

    assertThat(ours.algorithm()).isEqualTo(algorithm.jwsName());
    assertThat(ours.isBy(key, algorithm)).isTrue();
    for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
      assertThat(ours.isBy(TestKeys.signing(other).verificationKey(), other))
          .isEqualTo(other == algorithm);
    }
  }

  @Test
  void whenTheAlgorithmIsDeterministic_thenTheSignatureIs() {
    for (SignatureAlgorithm algorithm :
        new SignatureAlgorithm[] {SignatureAlgorithm.RS256, SignatureAlgorithm.EDDSA}) {
      SigningKey key = TestKeys.signing(algorithm);
      assertThat(Jws.sign(PAYLOAD, key)).isEqualTo(Jws.sign(PAYLOAD, key));
    }
  }

  @Test
  void whenEitherHalfIsOutOfTheGroup_thenNothingIsSigned() {
    byte[] order = java.util.HexFormat.of().parseHex(P256.PARAMETERS.getOrder().toString(16));
    byte[] one = new byte[32];
    one[31] = 1;
    for (byte[][] pair :
        new byte[][][] {
          {new byte[32], new byte[32]}, {order, one}, {one, order}, {one, new byte[32]}
        }) {
      byte[] signature = new byte[64];
      System.arraycopy(pair[0], 0, signature, 0, 32);
      System.arraycopy(pair[1], 0, signature, 32, 32);
      assertThat(SignatureAlgorithm.ES256.verify(TestKeys.P256.getPublic(), PAYLOAD, signature))
          .isFalse();
    }
    assertThat(SignatureAlgorithm.ES256.verify(TestKeys.P256.getPublic(), PAYLOAD, new byte[0]))
        .isFalse();
  }

  @Test
  void whenAnEcdsaSignatureIsInDer_thenItIsRefused() throws Exception {
    Signature der = Signature.getInstance("SHA256withECDSA");
    der.initSign(TestKeys.P256.getPrivate());
    der.update(PAYLOAD);
    byte[] signature = der.sign();
    assertThat(SignatureAlgorithm.ES256.verify(TestKeys.P256.getPublic(), PAYLOAD, signature))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a.b",
        "e30.e30.e30.e30",
        "e30.e30.AA",
        "eyJhbGciOiJFUzI1NiJ9.e30=.AA",
        "eyJhbGciOiJFUzI1NiJ9.e30.AB",
        "eyJhbGciOiJFUzI1NiJ9.e3 0.AA",
        "eyJhbGciOiJFUzI1NiJ9.e30.A+==",
      })
  void whenTextIsNoJws_thenItIsMalformed(String text) {
    assertMalformed(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"ES256\",\"alg\":\"ES256\"}",
        "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}",
        "{\"alg\":\"ES256\",\"b64\":true}",
        "{\"alg\":7}",
        "{\"alg\":\"ES256\",\"kid\":7}",
        "{\"kid\":\"a\"}",
        "[]",
        "{} {}",
      })
  void whenAHeaderIsNotRight_thenTheJwsIsMalformed(String header) {
    assertMalformed(Base64Url.encode(header.getBytes(StandardCharsets.UTF_8)) + ".e30.AA");
  }

  @Test
  void whenPartsAreTooLarge_thenTheJwsIsMalformed() {
    assertMalformed("A".repeat(20_000) + ".e30.AA");
    assertMalformed("eyJhbGciOiJFUzI1NiJ9.e30." + "A".repeat(5_000));
  }

  private static void assertMalformed(String text) {
    assertThatThrownBy(() -> Jws.parse(text))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  static String signWithNimbus(SignatureAlgorithm algorithm, byte[] payload) throws Exception {
    SigningKey key = TestKeys.signing(algorithm);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.parse(algorithm.jwsName())).keyID(key.keyId()).build();
    JWSObject object = new JWSObject(header, new Payload(payload));
    if (algorithm == SignatureAlgorithm.EDDSA) {
      // Nimbus needs another library for it: the JDK's own, called directly, is the other side.
      Signature signature = Signature.getInstance("EdDSA");
      signature.initSign(TestKeys.ED25519.getPrivate());
      signature.update(object.getSigningInput());
      return new String(object.getSigningInput(), StandardCharsets.US_ASCII)
          + "."
          + Base64URL.encode(signature.sign());
    }
    JWSSigner signer =
        algorithm == SignatureAlgorithm.ES256
            ? new ECDSASigner(JwkTest.P256)
            : new RSASSASigner(JwkTest.RSA);
    object.sign(signer);
    return object.serialize();
  }

  private static boolean verifiesWithNimbus(JWSObject object, SignatureAlgorithm algorithm)
      throws Exception {
    if (algorithm == SignatureAlgorithm.EDDSA) {
      Signature signature = Signature.getInstance("EdDSA");
      signature.initVerify(TestKeys.ED25519.getPublic());
      signature.update(object.getSigningInput());
      return signature.verify(object.getSignature().decode());
    }
    JWSVerifier verifier =
        algorithm == SignatureAlgorithm.ES256
            ? new ECDSAVerifier((ECPublicKey) TestKeys.P256.getPublic())
            : new RSASSAVerifier((RSAPublicKey) TestKeys.RSA.getPublic());
    return object.verify(verifier);
  }
}
