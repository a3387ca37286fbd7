package io.eunomia.archimedes.engine.builtins;

import static io.eunomia.archimedes.engine.builtins.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtBuiltinsTest {
  private static final String SECRET =
      "a secret that is long enough for any hash, 64 bytes and more!!!!";
  private static final String REFUSED = "[false,{},{}]";
  private static final RSAKey RSA = rsa();

  private final Calls calls = new Calls();

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void whenAnotherSignsWithRsa_thenItVerifies(String algorithm) throws Exception {
    String token = sign(new RSASSASigner(RSA), algorithm, "{\"sub\":\"a\"}");
    String name = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
    assertThat(calls.call(name, text(token), jwk(RSA.toPublicJWK()))).isEqualTo("true");
    assertThat(calls.call(name, text(token), text(pem(RSA)))).isEqualTo("true");
    assertThat(calls.call(name, text(tampered(token)), jwk(RSA.toPublicJWK()))).isEqualTo("false");
    assertThat(verify(token, "\"cert\":" + jwk(RSA.toPublicJWK())))
        .isEqualTo("[true,{\"alg\":\"" + algorithm + "\"},{\"sub\":\"a\"}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void whenSignedWithRsa_thenAnotherVerifies(String algorithm) throws Exception {
    String token = sign(algorithm, RSA);
    assertThat(isVerified(token, new RSASSAVerifier(RSA.toPublicJWK()))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512"})
  void whenSignedOnACurve_thenBothSidesAgree(String algorithm) throws Exception {
    ECKey key = ec(algorithm);
    String token = sign(algorithm, key);
    assertThat(isVerified(token, new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    assertThat(sign(algorithm, key)).isEqualTo(token);
    calls.context().begin();
    assertThat(sign(algorithm, key)).isNotEqualTo(token);

    String other = sign(new ECDSASigner(key), algorithm, "{}");
    String name = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
    assertThat(calls.call(name, text(other), jwk(key.toPublicJWK()))).isEqualTo("true");
    assertThat(calls.call(name, text(tampered(other)), jwk(key.toPublicJWK()))).isEqualTo("false");
    String zeros = other.substring(0, other.lastIndexOf('.') + 1) + base64(new byte[64]);
    assertThat(calls.call(name, text(zeros), jwk(key.toPublicJWK()))).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void whenASecretIsShared_thenItVerifies(String algorithm) throws Exception {
    String token = sign(new MACSigner(SECRET), algorithm, "{\"n\":1.50}");
    String name = "io.jwt.verify_" + algorithm.toLowerCase(Locale.ROOT);
    assertThat(calls.call(name, text(token), text(SECRET))).isEqualTo("true");
    assertThat(calls.call(name, text(token), "\"another\"")).isEqualTo("false");
    assertThat(calls.call(name, text(token), "\"\"")).isEqualTo("false");
    assertThat(verify(token, "\"secret\":" + text(SECRET)))
        .isEqualTo("[true,{\"alg\":\"" + algorithm + "\"},{\"n\":1.50}]");
  }

  @Test
  void whenSignedAsInTheStandards_thenItIsTheirToken() throws BuiltinException {
    // RFC 8037, A.4.
    String key =
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}";
    String token =
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-"
            + "09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    // The standard's payload is no JSON, which the type has to say; so only it is verified.
    assertThat(calls.call("io.jwt.verify_eddsa", text(token), text(publicPart(key))))
        .isEqualTo("true");
    assertThat(calls.call("io.jwt.verify_eddsa", text(tampered(token)), text(publicPart(key))))
        .isEqualTo("false");
    assertThat(
            calls.error(
                "io.jwt.encode_sign_raw",
                text("{\"alg\":\"EdDSA\"}"),
                text("Example of Ed25519 signing"),
                text(key)))
        .isEqualTo("type is JWT but payload is not JSON");
    String signed = calls.call("io.jwt.encode_sign", "{\"alg\":\"EdDSA\"}", "{\"a\":1}", key);
    assertThat(calls.call("io.jwt.verify_eddsa", signed, text(publicPart(key)))).isEqualTo("true");
  }

  @Test
  void whenPublicKeyIsTakenForASecret_thenRefused() throws Exception {
    // Whoever knows the public key could else sign with it.
    String open = pem(RSA);
    String forged = sign(new MACSigner(open), "HS256", "{}");
    assertThat(verify(forged, "\"cert\":" + text(open))).isEqualTo(REFUSED);
    assertThat(calls.call("io.jwt.verify_rs256", text(forged), text(open))).isEqualTo("false");
    String jwk = RSA.toPublicJWK().toJSONString();
    assertThat(verify(sign(new MACSigner(jwk), "HS256", "{}"), "\"cert\":" + text(jwk)))
        .isEqualTo(REFUSED);
  }

  @Test
  void whenKeyIsOfAnotherKind_thenRefused() throws Exception {
    String token = sign(new RSASSASigner(RSA), "RS256", "{}");
    String other = jwk(ec("ES256").toPublicJWK());
    assertThat(calls.call("io.jwt.verify_rs256", text(token), other)).isEqualTo("false");
    assertThat(calls.call("io.jwt.verify_es256", text(token), jwk(RSA.toPublicJWK())))
        .isEqualTo("false");
    assertThat(calls.call("io.jwt.verify_eddsa", text(token), jwk(RSA.toPublicJWK())))
        .isEqualTo("false");
    assertThat(calls.call("io.jwt.verify_ps256", text(token), jwk(RSA.toPublicJWK())))
        .isEqualTo("false");
    assertThat(verify(token, "\"secret\":" + jwk(RSA.toPublicJWK()))).isEqualTo(REFUSED);
    for (String algorithm : new String[] {"HS256", "ES256", "EdDSA"}) {
      assertThat(calls.error("io.jwt.encode_sign", header(algorithm), "{}", RSA.toJSONString()))
          .isEqualTo("the key is of a kind that does not go with " + algorithm);
    }
    assertThat(
            calls.error(
                "io.jwt.encode_sign", header("RS256"), "{}", RSA.toPublicJWK().toJSONString()))
        .isEqualTo("the key is public: a private key is needed to sign");
    assertThat(calls.error("io.jwt.encode_sign", header("RS256"), "{}", oct("c2VjcmV0")))
        .isEqualTo("the key is of a kind that does not go with RS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "hs256", "", "HS1"})
  void whenAlgorithmIsNone_thenRefused(String algorithm) throws BuiltinException {
    String token = base64("{\"alg\":\"" + algorithm + "\"}") + "." + base64("{}") + ".";
    assertThat(verify(token, "\"secret\":\"s\"")).isEqualTo(REFUSED);
    assertThat(verify(token, "\"cert\":" + jwk(RSA.toPublicJWK()))).isEqualTo(REFUSED);
  }

  @Test
  void whenTimesAreClaimed_thenTheTimeOfTheEvaluationCounts() throws Exception {
    long now = Calls.NOW.getEpochSecond();
    assertThat(verifyClaims("{\"exp\":" + (now + 1) + "}", "")).startsWith("[true");
    assertThat(verifyClaims("{\"exp\":" + now + "}", "")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"exp\":" + now + ".7}", "")).startsWith("[true");
    assertThat(verifyClaims("{\"nbf\":" + now + "}", "")).startsWith("[true");
    assertThat(verifyClaims("{\"nbf\":" + (now + 1) + "}", "")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"nbf\":1000,\"exp\":2000}", ",\"time\":1500000000000"))
        .startsWith("[true");
    assertThat(verifyClaims("{\"nbf\":1000,\"exp\":2000}", ",\"time\":2000000000000"))
        .isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"nbf\":1000,\"exp\":2000}", ",\"time\":1000000000000"))
        .startsWith("[true");
  }

  @Test
  void whenAudienceOrIssuerIsClaimed_thenItMustBeTheOneDemanded() throws Exception {
    assertThat(verifyClaims("{\"aud\":\"a\"}", ",\"aud\":\"a\"")).startsWith("[true");
    assertThat(verifyClaims("{\"aud\":[1,\"b\",\"a\"]}", ",\"aud\":\"a\"")).startsWith("[true");
    assertThat(verifyClaims("{\"aud\":[\"b\"]}", ",\"aud\":\"a\"")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"aud\":\"a\"}", "")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{}", ",\"aud\":\"a\"")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"iss\":\"a\"}", ",\"iss\":\"a\"")).startsWith("[true");
    assertThat(verifyClaims("{\"iss\":1}", ",\"iss\":\"a\"")).isEqualTo(REFUSED);
    assertThat(verifyClaims("{\"iss\":\"b\"}", "")).startsWith("[true");
    assertThat(verifyClaims("{}", ",\"alg\":\"HS256\"")).startsWith("[true");
    assertThat(verifyClaims("{}", ",\"alg\":\"HS384\"")).isEqualTo(REFUSED);
  }

  @Test
  void whenConstraintsAreWrong_thenSaysWhich() throws Exception {
    String token = text(sign(new MACSigner(SECRET), "HS256", "{\"exp\":\"soon\"}"));
    assertThat(calls.error("io.jwt.decode_verify", token, "{}")).isEqualTo("no key constraint");
    assertThat(
            calls.error(
                "io.jwt.decode_verify",
                token,
                "{\"secret\":\"s\",\"cert\":" + jwk(RSA.toPublicJWK()) + "}"))
        .isEqualTo("duplicate key constraints");
    assertThat(calls.error("io.jwt.decode_verify", token, "{\"secret\":1}"))
        .isEqualTo("secret constraint: must be a string");
    assertThat(calls.error("io.jwt.decode_verify", token, "{\"secret\":\"s\",\"time\":\"x\"}"))
        .isEqualTo("token time constraint: must be a number");
    assertThat(calls.error("io.jwt.decode_verify", token, "{\"secret\":\"s\",\"time\":-1}"))
        .isEqualTo("token time constraint: must not be negative");
    assertThat(calls.error("io.jwt.decode_verify", token, "{\"secret\":\"s\",\"scope\":1}"))
        .isEqualTo("unknown token validation constraint: scope");
    assertThat(calls.error("io.jwt.decode_verify", token, "{\"secret\":" + text(SECRET) + "}"))
        .isEqualTo("exp value must be a number");
  }

  @Test
  void whenHeaderHasWhatIsCritical_thenItMustBeUnderstood() throws BuiltinException {
    assertThat(verifySecret("{\"alg\":\"HS256\",\"crit\":[\"alg\"]}", "{}")).startsWith("[true");
    assertThat(verifySecret("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}", "{}"))
        .isEqualTo(REFUSED);
    String empty = hs256("{\"alg\":\"HS256\",\"crit\":[]}", "{}");
    assertThat(calls.error("io.jwt.decode_verify", text(empty), "{\"secret\":\"secret\"}"))
        .isEqualTo("crit: must be a nonempty list");
  }

  @Test
  void whenHeaderIsOfWrongTypes_thenSaysWhich() {
    for (String name : new String[] {"alg", "cty", "kid", "typ"}) {
      String token = hs256("{\"alg\":\"HS256\",\"" + name + "\":1}", "{}");
      assertThat(calls.error("io.jwt.decode_verify", text(token), "{\"secret\":\"s\"}"))
          .isEqualTo(name + ": must be a string");
    }
  }

  @Test
  void whenKeysAreInASet_thenTheOneOfTheNameCountsElseAnyThatFits() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID("other").generate();
    String set =
        "{\"keys\":[%s,%s,{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"},%s]}"
            .formatted(
                named(other, "other", "RS256"),
                named(RSA, "first", "RS256"),
                named(RSA, "encryption", "RSA-OAEP"));
    String cert = "\"cert\":" + text(set);
    String plain = sign(new RSASSASigner(RSA), "RS256", "{}");
    assertThat(verify(plain, cert)).startsWith("[true");
    assertThat(calls.call("io.jwt.verify_rs256", text(plain), text(set))).isEqualTo("true");
    assertThat(verify(sign(new RSASSASigner(RSA), "RS512", "{}"), cert)).isEqualTo(REFUSED);
    assertThat(verify(signNamed("first"), cert)).startsWith("[true");
    assertThat(verify(signNamed("other"), cert)).isEqualTo(REFUSED);
    assertThat(verify(signNamed("unknown"), cert)).startsWith("[true");
    assertThat(verify(plain, "\"cert\":" + text("{\"keys\":[]}"))).isEqualTo(REFUSED);
  }

  @Test
  void whenTokenIsInAToken_thenBothAreVerifiedAndTheInnerOneCounts() throws BuiltinException {
    String inner = hs256("{\"alg\":\"HS256\"}", "{\"a\":1}");
    String outer = "{\"alg\":\"HS256\",\"cty\":\"JWT\"}";
    assertThat(verifySecret(outer, inner)).isEqualTo("[true,{\"alg\":\"HS256\"},{\"a\":1}]");
    assertThat(verifySecret(outer, tampered(inner))).isEqualTo(REFUSED);
    assertThat(calls.call("io.jwt.decode", text(hs256(outer, '"' + inner + '"'))))
        .startsWith("[{\"alg\":\"HS256\"},{\"a\":1},");
  }

  @Test
  void whenTokenIsDamaged_thenSaysHow() {
    assertThat(calls.error("io.jwt.decode", "\"x\""))
        .isEqualTo("encoded JWT had no period separators");
    assertThat(calls.error("io.jwt.decode", "\"a.b.c.d\""))
        .isEqualTo("encoded JWT must have 3 sections, found 4");
    assertThat(calls.error("io.jwt.decode", "\"e3030.e30.\""))
        .isEqualTo("JWT header had invalid encoding: illegal base64url string");
    assertThat(calls.error("io.jwt.decode", "\"W10.e30.\""))
        .isEqualTo("bad JWT header: decoded JSON type was not an Object");
    assertThat(calls.error("io.jwt.decode", "\"e30.W10.\""))
        .isEqualTo("decoded JSON type was not an Object");
    assertThat(calls.error("io.jwt.decode", "\"e30.e30.=\""))
        .isEqualTo("JWT signature had invalid encoding: illegal base64 data at input byte 0");
    assertThat(calls.error("io.jwt.decode", text(base64("{\"enc\":\"A\"}") + ".e30.")))
        .isEqualTo("JWT is a JWE object, which is not supported");
    assertThat(calls.error("io.jwt.decode", "1"))
        .isEqualTo("operand 1 must be string but got number");
    assertThat(calls.error("io.jwt.decode", text("a".repeat(1_100_000) + ".e30.")))
        .isEqualTo("encoded JWT is larger than 1048576 characters");
    for (String number : new String[] {"1e99999999999", "-1E-99999999999", "1".repeat(5000)}) {
      String claims = base64("{\"n\":" + number + "}");
      assertThat(calls.error("io.jwt.decode", text("e30." + claims + ".")))
          .isEqualTo("invalid JSON");
    }
    String deep = base64("[".repeat(5000) + "]".repeat(5000));
    assertThat(calls.error("io.jwt.decode", text("e30." + deep + "."))).isEqualTo("invalid JSON");
  }

  @Test
  void whenDecoded_thenNumbersAreExactAndOfTwiceTheLastCounts() throws BuiltinException {
    String claims = "{\"n\":12345678901234567890.123456789,\"a\":1,\"a\":2}";
    assertThat(calls.call("io.jwt.decode", text("e30." + base64(claims) + ".")))
        .isEqualTo("[{},{\"n\":12345678901234567890.123456789,\"a\":2},\"\"]");
  }

  @Test
  void whenKeyIsBroken_thenMessagesDoNotQuoteIt() {
    String broken =
        RSA.toJSONString().replace("\"d\":\"", "\"d\":\"!").replace("\"p\":\"", "\"p\":\"!");
    String error =
        calls.error("io.jwt.encode_sign_raw", text(header("RS256")), "\"{}\"", text(broken));
    assertThat(error)
        .isEqualTo(
            "jwk.Parse: failed to unmarshal JWK set: failed to parse sole key in key set:"
                + " the key has a d that is not base64");
    assertThat(calls.error("io.jwt.encode_sign_raw", text(header("RS256")), "\"{}\"", "\"secret\""))
        .isEqualTo("jwk.Parse: failed to unmarshal JWK set: not an object of JSON");
    assertThat(calls.error("io.jwt.encode_sign", header("HS256"), "{}", "{\"keys\":[]}"))
        .isEqualTo("no keys found in JWK set");
    String offCurve = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}";
    assertThat(calls.error("io.jwt.verify_es256", "\"e30.e30.e30\"", text(offCurve)))
        .endsWith("x509: failed to unmarshal elliptic curve point");
    assertThat(calls.error("io.jwt.verify_es256", "\"e30.e30.e30\"", "\"{\\\"kty\\\":\\\"X\\\"}\""))
        .endsWith("failed to parse sole key in key set: the key has an unknown kty");
  }

  @Test
  void whenSigned_thenTheBytesAreThoseOfOpa() throws BuiltinException {
    String token =
        calls.call(
            "io.jwt.encode_sign",
            "{\"typ\":\"JWT\",\"alg\":\"HS256\"}",
            "{\"b\":{3,1},\"a\":\"<&>\\u2028é\",\"n\":1.0}",
            oct("c2VjcmV0"));
    String payload = token.split("\\.", -1)[1];
    assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":\"\\u003c\\u0026\\u003e\\u2028é\",\"b\":[1,3],\"n\":1.0}");
  }

  private String verifyClaims(String claims, String constraints)
      throws BuiltinException, JOSEException {
    String token = sign(new MACSigner(SECRET), "HS256", claims);
    return verify(token, "\"secret\":" + text(SECRET) + constraints);
  }

  private String verifySecret(String header, String payload) throws BuiltinException {
    return verify(hs256(header, payload), "\"secret\":\"secret\"");
  }

  private String verify(String token, String constraints) throws BuiltinException {
    return calls.call("io.jwt.decode_verify", text(token), "{" + constraints + "}");
  }

  private static String hs256(String header, String payload) {
    String input = base64(header) + "." + base64(payload);
    return input + "." + mac(input);
  }

  private static String mac(String input) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = "secret".getBytes(StandardCharsets.US_ASCII);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String sign(String algorithm, JWK key) throws BuiltinException {
    String token =
        calls.call("io.jwt.encode_sign", header(algorithm), "{\"sub\":\"a\"}", key.toJSONString());
    return token.substring(1, token.length() - 1);
  }

  private static String signNamed(String keyId) throws JOSEException {
    return sign(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build(), new RSASSASigner(RSA));
  }

  private static String sign(JWSSigner signer, String algorithm, String claims)
      throws JOSEException {
    JWSObject token =
        new JWSObject(new JWSHeader(JWSAlgorithm.parse(algorithm)), new Payload(claims));
    token.sign(signer);
    return token.serialize();
  }

  private static String sign(JWSHeader header, JWSSigner signer) throws JOSEException {
    JWSObject token = new JWSObject(header, new Payload("{}"));
    token.sign(signer);
    return token.serialize();
  }

  private static boolean isVerified(String token, JWSVerifier verifier)
      throws JOSEException, ParseException {
    return JWSObject.parse(token).verify(verifier);
  }

  private static String tampered(String token) {
    int at = token.indexOf('.') + 2;
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }

  private static String header(String algorithm) {
    return "{\"alg\":\"" + algorithm + "\"}";
  }

  private static String oct(String base64) {
    return "{\"kty\":\"oct\",\"k\":\"" + base64 + "\"}";
  }

  private static String named(RSAKey key, String keyId, String algorithm) {
    return new RSAKey.Builder(key.toPublicJWK())
        .keyID(keyId)
        .algorithm(new JWSAlgorithm(algorithm))
        .build()
        .toJSONString();
  }

  private static String publicPart(String jwk) {
    return jwk.replaceFirst("\"d\":\"[^\"]*\",", "");
  }

  private static String jwk(JWK key) {
    return text(key.toJSONString());
  }

  private static String pem(RSAKey key) throws JOSEException {
    String base64 = Base64.getMimeEncoder().encodeToString(key.toRSAPublicKey().getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
  }

  private static ECKey ec(String algorithm) throws JOSEException {
    return new ECKeyGenerator(
            Curve.forJWSAlgorithm(JWSAlgorithm.parse(algorithm)).iterator().next())
        .generate();
  }

  private static RSAKey rsa() {
    try {
      return new RSAKeyGenerator(2048).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
