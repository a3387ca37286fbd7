package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  static Stream<KeyPair> pairs() {
    return Stream.of(TestKeys.RSA, TestKeys.P256, TestKeys.ED25519);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whenAKeyIsPkcs8_thenItSignsWhatItsPublicKeyVerifies(KeyPair pair) {
    assertFits(SigningKey.fromPem(TestKeys.pkcs8(pair)), pair);
  }

  @Test
  void whenAKeyIsInTheOldFormOfOpenssl_thenItIsReadToo() {
    assertFits(SigningKey.fromPem(TestKeys.pkcs1(TestKeys.RSA)), TestKeys.RSA);
    // With the curve's name and the public point, as openssl ec has it, after a block of
    // parameters.
    String sec1 = TestKeys.sec1(TestKeys.P256);
    String parameters =
        TestKeys.pem("EC PARAMETERS", Base64.getDecoder().decode("BggqhkjOPQMBBw=="));
    assertFits(SigningKey.fromPem(parameters + sec1), TestKeys.P256);
    assertFits(
        SigningKey.fromPem("Bag Attributes: <none>\r\n" + sec1.replace("\n", "\r\n")),
        TestKeys.P256);
  }

  @Test
  void whenThePublicPointIsLeftOut_thenItFollowsFromTheScalar() {
    for (int i = 0; i < 5; i++) {
      KeyPair pair = TestKeys.ec("secp256r1");
      BigInteger scalar = ((ECPrivateKey) pair.getPrivate()).getS();
      assertThat(KeyPairs.p256(scalar).getPublic()).isEqualTo(pair.getPublic());
    }
    assertThat(P256.publicPoint(P256.PARAMETERS.getOrder().subtract(BigInteger.ONE)).getAffineX())
        .isEqualTo(P256.PARAMETERS.getGenerator().getAffineX());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whenAPublicKeyIsRead_thenPemAndJwkAndCertificateAreOne(KeyPair pair) throws Exception {
    VerificationKey key = VerificationKey.fromPem("k", TestKeys.spki(pair));

    assertThat(key.keyId()).isEqualTo("k");
    assertThat(key.publicKey()).isEqualTo(pair.getPublic());
    assertThat(VerificationKey.fromPem("k", certificate(pair)).publicKey())
        .isEqualTo(key.publicKey());
    assertThat(SigningKey.fromPem(TestKeys.pkcs8(pair)).keyId())
        .isEqualTo(VerificationKey.fromPem(TestKeys.spki(pair)).keyId())
        .matches("[\\w-]{43}");
  }

  @Test
  void whenAnRsaPublicKeyIsPkcs1_thenItIsReadToo() {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(TestKeys.RSA.getPublic().getEncoded());
    String pem = TestKeys.pem("RSA PUBLIC KEY", info.getPublicKeyData().getBytes());
    assertThat(VerificationKey.fromPem("k", pem).publicKey()).isEqualTo(TestKeys.RSA.getPublic());
  }

  @Test
  void whenAKeyIsWeakOrOnAnotherCurve_thenItIsRefused() {
    KeyPair small = TestKeys.generate("RSA", 1024);
    assertRefused(TestKeys.pkcs8(small), "1024 bits");
    assertRefused(TestKeys.pkcs1(small), "1024 bits");
    assertPublicRefused(TestKeys.spki(small), "1024 bits");
    KeyPair large = TestKeys.ec("secp384r1");
    assertRefused(TestKeys.pkcs8(large), "another curve");
    assertRefused(TestKeys.sec1(large), "another curve");
    assertPublicRefused(TestKeys.spki(large), "another curve");
    assertRefused(TestKeys.pkcs8(TestKeys.generate("Ed448", 0)), "another kind");
    assertPublicRefused(TestKeys.spki(TestKeys.generate("DSA", 1024)), "another kind");
    assertRefused(TestKeys.pkcs8(TestKeys.generate("X25519", 0)), "another kind");
  }

  @Test
  void whenAKeyIsEncrypted_thenItIsSaidWhatToDo() {
    String encrypted = TestKeys.pem("ENCRYPTED PRIVATE KEY", new byte[] {48, 0});
    assertRefused(encrypted, "is encrypted");
    String old =
        TestKeys.pkcs1(TestKeys.RSA)
            .replace(
                "KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nM");
    assertRefused(old, "is encrypted");
  }

  @Test
  void whenAKeyIsOfTheOtherHalf_thenItIsSaid() throws Exception {
    assertRefused(TestKeys.spki(TestKeys.RSA), "is public");
    assertRefused(certificate(TestKeys.P256), "is public");
    assertPublicRefused(TestKeys.pkcs8(TestKeys.RSA), "is a private key");
    assertPublicRefused(TestKeys.pkcs1(TestKeys.RSA), "is a private key");
  }

  @Test
  void whenAFileIsNoKey_thenItIsRefused() {
    assertRefused("", "has no key");
    assertRefused("hello", "has no key");
    assertRefused(TestKeys.pkcs8(TestKeys.RSA) + TestKeys.pkcs8(TestKeys.P256), "more than one");
    assertRefused(TestKeys.pem("OPENSSH PRIVATE KEY", new byte[3]), "OPENSSH PRIVATE KEY");
    assertRefused("-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----", "not base64");
    assertRefused("-----BEGIN PRIVATE KEY-----\n\n-----END PUBLIC KEY-----", "something else");
    assertRefused("x".repeat(70_000), "larger than a key");
    assertPublicRefused(TestKeys.pem("CERTIFICATE", new byte[5]), "is not a certificate");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void whenAKeyIsCutOrItsLengthsLie_thenItIsRefused(KeyPair pair) {
    byte[] whole = pair.getPrivate().getEncoded();
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> SigningKey.fromPem(TestKeys.pem("PRIVATE KEY", cut)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int at = 0; at < 40; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) 0xff;
      try {
        SigningKey.fromPem(TestKeys.pem("PRIVATE KEY", changed));
      } catch (IllegalArgumentException e) {
        // Some bytes, such as those of a seed, make another key; nothing else may happen.
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void whenThePrivateNumbersDoNotFit_thenTheKeyIsRefused() throws IOException {
    RSAPrivateKey numbers =
        RSAPrivateKey.getInstance(
            PrivateKeyInfo.getInstance(TestKeys.RSA.getPrivate().getEncoded()).parsePrivateKey());
    RSAPrivateKey wrong =
        new RSAPrivateKey(
            numbers.getModulus(),
            numbers.getPublicExponent(),
            numbers.getPrivateExponent(),
            numbers.getPrime1(),
            numbers.getPrime2(),
            numbers.getExponent1().add(BigInteger.TWO),
            numbers.getExponent2(),
            numbers.getCoefficient());
    assertRefused(TestKeys.pem("RSA PRIVATE KEY", wrong.getEncoded()), "damaged");
    assertRefused(TestKeys.pem("RSA PRIVATE KEY", DERNull.INSTANCE.getEncoded()), "damaged");
  }

  @Test
  void whenAnAlgorithmIsChosen_thenItMustGoWithTheKey() {
    SigningKey rsa = TestKeys.signing(TestKeys.RSA);
    assertThat(rsa.algorithm()).isEqualTo(SignatureAlgorithm.RS256);
    assertThat(rsa.withAlgorithm(SignatureAlgorithm.PS256).algorithm())
        .isEqualTo(SignatureAlgorithm.PS256);
    assertThatThrownBy(() -> rsa.withAlgorithm(SignatureAlgorithm.ES256))
        .hasMessageContaining("RS256, PS256");
    assertThatThrownBy(
            () -> TestKeys.signing(TestKeys.P256).withAlgorithm(SignatureAlgorithm.EDDSA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenAnIdIsGiven_thenItIsTheKeys_andStrangeOnesAreRefused() {
    SigningKey key = TestKeys.signing(TestKeys.P256).withKeyId("release-2024");
    assertThat(key.keyId()).isEqualTo("release-2024");
    assertThat(key.verificationKey().keyId()).isEqualTo("release-2024");
    for (String id : new String[] {"", "a\nb", "x".repeat(257)}) {
      assertThatThrownBy(() -> key.withKeyId(id)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whenAKeyIsShown_thenOnlyItsNameIs(SignatureAlgorithm algorithm) {
    SigningKey key = TestKeys.signing(algorithm).withKeyId("k");
    assertThat(key).hasToString("SigningKey[k, " + algorithm.jwsName() + "]");
    assertThat(key.verificationKey().toString()).contains("k").contains(algorithm.jwsName());
  }

  private static void assertFits(SigningKey key, KeyPair pair) {
    byte[] signature = key.algorithm().sign(key.privateKey(), MESSAGE);
    assertThat(key.algorithm().verify(pair.getPublic(), MESSAGE, signature)).isTrue();
    assertThat(key.verificationKey().publicKey()).isEqualTo(pair.getPublic());
  }

  private static void assertRefused(String pem, String why) {
    assertThatThrownBy(() -> SigningKey.fromPem(pem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static void assertPublicRefused(String pem, String why) {
    assertThatThrownBy(() -> VerificationKey.fromPem("k", pem))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  private static String certificate(KeyPair pair) throws IOException, OperatorCreationException {
    X500Name name = new X500Name("CN=signer");
    String algorithm =
        switch (pair.getPublic().getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "Ed25519";
        };
    return TestKeys.pem(
        "CERTIFICATE",
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(Instant.EPOCH),
                Date.from(Instant.EPOCH.plusSeconds(1)),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
            .getEncoded());
  }
}
