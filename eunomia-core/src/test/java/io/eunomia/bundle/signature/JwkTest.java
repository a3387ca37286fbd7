package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwkTest {
  /** RFC 8037, A.1. */
  private static final String ED25519 =
      """
      {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
       "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

  private static final String ED25519_OPEN =
      """
      {"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

  static final RSAKey RSA =
      new RSAKey.Builder((RSAPublicKey) TestKeys.RSA.getPublic())
          .privateKey((RSAPrivateCrtKey) TestKeys.RSA.getPrivate())
          .build();
  static final ECKey P256 =
      new ECKey.Builder(Curve.P_256, (ECPublicKey) TestKeys.P256.getPublic())
          .privateKey((ECPrivateKey) TestKeys.P256.getPrivate())
          .build();

  @Test
  void whenTheKeyOfRfc8037IsRead_thenItsThumbprintAndSignatureAreThoseOfTheRfc() {
    SigningKey key = SigningKey.fromJwk(ED25519);

    assertThat(key.keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assertThat(VerificationKey.fromJwk(ED25519_OPEN).keyId()).isEqualTo(key.keyId());
    String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    byte[] signature =
        SignatureAlgorithm.EDDSA.sign(key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
    assertThat(Base64Url.encode(signature))
        .isEqualTo(
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  }

  @Test
  void whenTheKeyOfRfc7638IsRead_thenItsThumbprintIsThatOfTheRfc() {
    VerificationKey key =
        VerificationKey.fromJwk(
            """
            {"kty":"RSA","e":"AQAB","alg":"RS256","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}
            """);

    assertThat(key.keyId()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(key.algorithms()).containsExactly(SignatureAlgorithm.RS256);
  }

  @Test
  void whenOthersMadeAJwk_thenItIsReadAndItsThumbprintAgrees() throws Exception {
    for (JWK jwk : new JWK[] {RSA, P256}) {
      SigningKey key = SigningKey.fromJwk(jwk.toJSONString());
      assertThat(key.keyId()).isEqualTo(jwk.computeThumbprint().toString());
      assertThat(key.verificationKey().publicKey())
          .isEqualTo(VerificationKey.fromJwk(jwk.toPublicJWK().toJSONString()).publicKey());
    }
    // A coordinate with zeros in front keeps its length, or the thumbprint would be another.
    ECKey short256;
    do {
      short256 =
          new ECKey.Builder(Curve.P_256, (ECPublicKey) TestKeys.ec("secp256r1").getPublic())
              .build();
    } while (short256.getX().decode()[0] != 0 && short256.getY().decode()[0] != 0);
    assertThat(VerificationKey.fromJwk(short256.toJSONString()).keyId())
        .isEqualTo(short256.computeThumbprint().toString());
  }

  @Test
  void whenAJwkHasAnIdAndAnAlgorithm_thenTheyCount() {
    String json = with(RSA.toJSONString(), "\"kid\":\"k1\",\"alg\":\"PS256\",\"use\":\"sig\"");
    SigningKey key = SigningKey.fromJwk(json);
    assertThat(key.keyId()).isEqualTo("k1");
    assertThat(key.algorithm()).isEqualTo(SignatureAlgorithm.PS256);
    String open = with(RSA.toPublicJWK().toJSONString(), "\"kid\":\"k1\",\"alg\":\"PS256\"");
    assertThat(VerificationKey.fromJwk(open).algorithms())
        .containsExactly(SignatureAlgorithm.PS256);
    assertThatThrownBy(() -> VerificationKey.fromJwk(open.replace("PS256", "ES256")))
        .hasMessageContaining("not for ES256");
    assertThatThrownBy(() -> VerificationKey.fromJwk(open.replace("PS256", "none")))
        .hasMessageContaining("'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
        "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\",\"d\":\"\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qY\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo=\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":7}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"use\":\"enc\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"key_ops\":[\"encrypt\"]}",
        "{\"kty\":\"OKP\",\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\",\"y\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
        "{\"kty\":\"AKP\"}",
        "{}",
        "[]",
        "{",
        "",
      })
  void whenAJwkIsNoKeyForSignatures_thenItIsRefused(String json) {
    assertThatThrownBy(() -> VerificationKey.fromJwk(json))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SigningKey.fromJwk(json)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenAJwkIsOfTheOtherHalf_thenItIsSaid_andNothingOfItIsQuoted() {
    assertThatThrownBy(() -> VerificationKey.fromJwk(ED25519)).hasMessageContaining("private");
    assertThatThrownBy(() -> SigningKey.fromJwk(ED25519_OPEN)).hasMessageContaining("is public");
    String secret = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
    assertThatThrownBy(() -> SigningKey.fromJwk("{\"kty\":\"OKP\",\"d\":" + secret + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret.substring(0, 6)))
        .hasNoCause();
  }

  @Test
  void whenTheHalvesDoNotFit_thenTheKeyIsRefused() {
    String other =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) TestKeys.ec("secp256r1").getPublic())
            .privateKey((ECPrivateKey) TestKeys.P256.getPrivate())
            .build()
            .toJSONString();
    assertThatThrownBy(() -> SigningKey.fromJwk(other)).hasMessageContaining("do not fit");
  }

  @Test
  void whenASetIsRead_thenItsKeysAreFoundById() throws Exception {
    VerificationKeys keys =
        VerificationKeys.fromJwks(
            "{\"keys\":["
                + with(RSA.toPublicJWK().toJSONString(), "\"kid\":\"a\"")
                + ","
                + with(P256.toPublicJWK().toJSONString(), "\"kid\":\"b\"")
                + ",{\"kty\":\"RSA\",\"use\":\"enc\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}");

    assertThat(keys.keys()).extracting(VerificationKey::keyId).containsExactly("a", "b");
    assertThat(keys).hasToString("[a, b]");
    assertThat(keys.isEmpty()).isFalse();
    assertThat(VerificationKeys.none().isEmpty()).isTrue();
    for (String wrong :
        new String[] {"{}", "{\"keys\":{}}", "{\"keys\":[1]}", "{\"keys\":[{}]}", "x"}) {
      assertThatThrownBy(() -> VerificationKeys.fromJwks(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
    VerificationKey key = keys.keys().get(0);
    assertThatThrownBy(() -> VerificationKeys.of(key, key)).hasMessageContaining("two keys");
  }

  private static String with(String json, String members) {
    return "{" + members + "," + json.substring(1);
  }
}
