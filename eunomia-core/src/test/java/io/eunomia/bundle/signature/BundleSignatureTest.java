package io.eunomia.bundle.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleReader;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.SignatureException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleSignatureTest {
  private static final SigningKey KEY = TestKeys.signing(TestKeys.P256).withKeyId("k");
  private static final BundleVerifier VERIFIER = verifier(KEY);

  private static final Bundle BUNDLE =
      bundle(
          BundleFile.of("/.manifest", "{\"revision\":\"r1\",\"roots\":[\"\"]}"),
          BundleFile.of("/data.json", "{\"b\":1.50,\"a\":[true,null]}"),
          BundleFile.of("/users/allow.rego", "package users\n"),
          BundleFile.of("/policy.wasm", new byte[] {0, 97, 115, 109}));

  @ParameterizedTest
  @EnumSource
  void whenABundleIsSigned_thenItVerifies_alsoAfterItWasWrittenAndRead(SignatureAlgorithm algorithm)
      throws Exception {
    SigningKey key = TestKeys.signing(algorithm);
    Bundle signed = BundleSigner.sign(BUNDLE, key);
    Bundle read = BundleReader.withDefaults().read(BundleWriter.toBytes(signed));

    assertThat(verifier(key).verify(read)).isEqualTo(new VerifiedSignature(key.keyId(), algorithm));
    assertThat(ClaimedSignature.of(read))
        .isEqualTo(new ClaimedSignature(key.keyId(), algorithm.jwsName()));
  }

  @Test
  void whenABundleIsSigned_thenThePayloadIsOpas() throws Exception {
    JsonNode file = json(signatures(BundleSigner.sign(BUNDLE, KEY)));
    JWSObject jws = JWSObject.parse(file.at("/signatures/0").textValue());
    JsonNode payload = json(jws.getPayload().toString());

    assertThat(file.path("signatures")).hasSize(1);
    assertThat(payload.path("keyid").textValue()).isEqualTo("k");
    assertThat(payload.path("files"))
        .extracting(entry -> entry.path("name").textValue())
        .containsExactly(".manifest", "data.json", "policy.wasm", "users/allow.rego");
    assertThat(payload.at("/files/1").toString())
        .isEqualTo(
            "{\"name\":\"data.json\",\"hash\":\""
                + java.util.HexFormat.of()
                    .formatHex(
                        Sha.SHA_256.hash(
                            "{\"a\":[true,null],\"b\":1.50}".getBytes(StandardCharsets.UTF_8)))
                + "\",\"algorithm\":\"SHA-256\"}");
  }

  @Test
  void whenABundleIsSignedAgain_thenTheOldSignatureIsGone() throws Exception {
    SigningKey other = TestKeys.signing(TestKeys.ED25519);
    Bundle once = BundleSigner.sign(BUNDLE, other);

    Bundle again = BundleSigner.sign(BundleSigner.sign(once, KEY), other);
    assertThat(again).isEqualTo(once);
    assertThat(verifier(other).verify(again).keyId()).isEqualTo(other.keyId());
  }

  @Test
  void whenAFileIsChangedAddedRemovedOrRenamed_thenItIsNamed() throws Exception {
    Bundle signed = BundleSigner.sign(BUNDLE, KEY);
    assertRefused(
        signed.with(BundleFile.of("/users/allow.rego", "package users \n")),
        Reason.FILE_CHANGED,
        "/users/allow.rego");
    assertRefused(
        signed.with(BundleFile.of("/data.json", "{\"b\":1.5,\"a\":[true,null]}")),
        Reason.FILE_CHANGED,
        "/data.json");
    assertRefused(
        signed.with(BundleFile.of("/evil.rego", "package evil\n")),
        Reason.FILE_NOT_SIGNED,
        "/evil.rego");
    // What OPA passes over as a signature is a file like any other here.
    assertRefused(
        signed.with(BundleFile.of("/x/.signatures.json", "{}")),
        Reason.FILE_NOT_SIGNED,
        "/x/.signatures.json");
    assertRefused(without(signed, "/users/allow.rego"), Reason.FILE_MISSING, "/users/allow.rego");
    assertRefused(
        without(signed, "/users/allow.rego")
            .with(BundleFile.of("/users/deny.rego", "package users\n")),
        Reason.FILE_NOT_SIGNED,
        "/users/deny.rego");
  }

  @Test
  void whenOnlySpaceAndOrderOfADocumentChange_thenItVerifiesAsInOpa() throws Exception {
    Bundle signed = BundleSigner.sign(BUNDLE, KEY);
    Bundle changed =
        signed.with(BundleFile.of("/data.json", "{ \"a\" : [true, null],\n\"b\":1.50 }"));
    assertThat(VERIFIER.verify(changed).keyId()).isEqualTo("k");
  }

  @Test
  void whenThereIsNoSignature_thenItIsMissing() throws Exception {
    assertRefused(BUNDLE, Reason.MISSING, null);
    assertRefused(withSignatures("{\"signatures\":[]}"), Reason.MISSING, "/.signatures.json");
    assertRefused(withSignatures("{}"), Reason.MISSING, "/.signatures.json");
    assertThatThrownBy(() -> ClaimedSignature.of(BUNDLE)).isInstanceOf(SignatureException.class);
  }

  @Test
  void whenThereAreSeveralSignatures_thenTheyAreRefusedAsInOpa() throws Exception {
    String jws = jws(BundleSigner.sign(BUNDLE, KEY));
    assertRefused(
        withSignatures("{\"signatures\":[\"" + jws + "\",\"" + jws + "\"]}"),
        Reason.MALFORMED,
        "/.signatures.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"signatures\":[7]}",
        "{\"signatures\":[\"a\"],\"signatures\":[\"a\"]}",
        "{\"signatures\":[\"a.b\"]}",
        "{\"plugin\":7}"
      })
  void whenTheFileIsNotInTheFormat_thenItIsMalformed(String text) throws Exception {
    Bundle bundle = withSignatures(text);
    assertThatThrownBy(() -> VERIFIER.verify(bundle))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void whenOpaNamesItsVerifier_thenOnlyTheBuiltInOneIsTaken() throws Exception {
    String jws = jws(BundleSigner.sign(BUNDLE, KEY));
    String format = "{\n \"plugin\": \"%s\",\n \"signatures\": [\n  \"%s\"\n ]\n}";
    assertThat(VERIFIER.verify(withSignatures(format.formatted("_default", jws))).keyId())
        .isEqualTo("k");
    assertRefused(
        withSignatures(format.formatted("custom", jws)),
        Reason.UNSUPPORTED_ALGORITHM,
        "/.signatures.json");
  }

  @Test
  void whenNobodyTrustsTheKey_thenItIsUnknown_andSaidWhichAreKnown() throws Exception {
    Bundle signed = BundleSigner.sign(BUNDLE, KEY.withKeyId("other"));
    assertThatThrownBy(() -> VERIFIER.verify(signed))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY))
        .hasMessageContaining("'other'")
        .hasMessageContaining("[k]");
    assertThatThrownBy(() -> new BundleVerifier(VerificationKeys.none()).verify(signed))
        .hasMessageContaining("'other'");
  }

  @Test
  void whenAnotherKeyOfTheSameIdSigned_thenTheSignatureIsNotRight() throws Exception {
    Bundle signed =
        BundleSigner.sign(BUNDLE, TestKeys.signing(TestKeys.ec("secp256r1")).withKeyId("k"));
    assertRefused(signed, Reason.INVALID_SIGNATURE, null);
  }

  @Test
  void whenTheHeaderNamesNoKey_thenThePayloadsIdCounts_elseEachKeyIsTried() throws Exception {
    JWSHeader bare = new JWSHeader.Builder(JWSAlgorithm.ES256).build();
    assertThat(VERIFIER.verify(signedBy(bare, payload -> payload)).keyId()).isEqualTo("k");
    assertRefused(
        signedBy(bare, payload -> payload.replace("\"keyid\":\"k\"", "\"keyid\":\"x\"")),
        Reason.UNKNOWN_KEY,
        null);
    // As opa sign leaves it.
    Bundle anonymous = signedBy(bare, payload -> payload.replace(",\"keyid\":\"k\"", ""));
    BundleVerifier both =
        new BundleVerifier(
            VerificationKeys.of(
                TestKeys.signing(TestKeys.RSA).verificationKey(),
                TestKeys.signing(TestKeys.ec("secp256r1")).verificationKey(),
                KEY.verificationKey()));
    assertThat(both.verify(anonymous))
        .isEqualTo(new VerifiedSignature("k", SignatureAlgorithm.ES256));
    assertThat(ClaimedSignature.of(anonymous)).isEqualTo(new ClaimedSignature(null, "ES256"));
    assertThatThrownBy(() -> verifier(TestKeys.signing(TestKeys.RSA)).verify(anonymous))
        .isInstanceOfSatisfying(
            SignatureException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_SIGNATURE));
    assertThatThrownBy(() -> new BundleVerifier(VerificationKeys.none()).verify(anonymous))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY));
    // The header goes before the payload.
    JWSHeader named = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build();
    assertThat(
            VERIFIER
                .verify(
                    signedBy(
                        named, payload -> payload.replace("\"keyid\":\"k\"", "\"keyid\":\"x\"")))
                .keyId())
        .isEqualTo("k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none", "None", "NONE", "nOnE", "", "es256", "HS256", "HS384", "hs256", "ES384", "RS512",
        "EDDSA", "eddsa", "ES256 "
      })
  void whenTheAlgorithmIsNotOurs_thenItIsRefused(String name) throws Exception {
    String header = "{\"alg\":\"" + name + "\",\"kid\":\"k\"}";
    String[] parts = jws(BundleSigner.sign(BUNDLE, KEY)).split("\\.", -1);
    for (String signature : new String[] {"", parts[2]}) {
      assertRefused(
          withJws(
              Base64Url.encode(header.getBytes(StandardCharsets.UTF_8))
                  + "."
                  + parts[1]
                  + "."
                  + signature),
          Reason.UNSUPPORTED_ALGORITHM,
          null);
    }
  }

  @Test
  void whenThePublicKeyIsUsedAsASecret_thenItIsRefused() throws Exception {
    JWSObject object =
        new JWSObject(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k").build(),
            new Payload(SignedFiles.payload(BUNDLE, "k")));
    object.sign(new MACSigner(TestKeys.spki(TestKeys.P256).getBytes(StandardCharsets.US_ASCII)));
    assertRefused(withJws(object.serialize()), Reason.UNSUPPORTED_ALGORITHM, null);
  }

  @Test
  void whenTheAlgorithmDoesNotGoWithTheKey_thenItIsRefused() throws Exception {
    Bundle signed = BundleSigner.sign(BUNDLE, TestKeys.signing(TestKeys.RSA).withKeyId("k"));
    assertRefused(signed, Reason.UNSUPPORTED_ALGORITHM, null);
    // A key that is for PS256 alone takes no RS256.
    VerificationKey pinned =
        VerificationKey.fromJwk(
            "{\"kid\":\"k\",\"alg\":\"PS256\","
                + JwkTest.RSA.toPublicJWK().toJSONString().substring(1));
    assertThatThrownBy(() -> new BundleVerifier(VerificationKeys.of(pinned)).verify(signed))
        .hasMessageContaining("is for [PS256], not for RS256");
  }

  @Test
  void whenTheScopeIsAnother_thenItIsRefusedAsInOpa() throws Exception {
    Bundle scoped =
        signedBy(
            header(),
            payload ->
                payload.replaceFirst(
                    "\\{", "{\"scope\":\"write\",\"iat\":1592248027,\"iss\":\"x\","));
    assertRefused(scoped, Reason.WRONG_SCOPE, null);
    assertThat(VERIFIER.withScope("write").verify(scoped).keyId()).isEqualTo("k");
    assertThatThrownBy(() -> VERIFIER.withScope("write").verify(BundleSigner.sign(BUNDLE, KEY)))
        .isInstanceOfSatisfying(
            SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_SCOPE));
  }

  @Test
  void whenHashesAreOfOtherAlgorithms_thenOnlySha2IsTaken() throws Exception {
    assertThat(
            VERIFIER.verify(signedBy(header(), payload -> payload(Sha.SHA_512, "SHA-512"))).keyId())
        .isEqualTo("k");
    for (String weak : new String[] {"MD5", "SHA-1", "SHA-224", "sha-256", ""}) {
      assertThatThrownBy(
              () -> VERIFIER.verify(signedBy(header(), payload -> payload(Sha.SHA_256, weak))))
          .isInstanceOfSatisfying(
              SignatureException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED_ALGORITHM));
    }
  }

  @Test
  void whenThePayloadIsNotRight_thenItIsMalformed() throws Exception {
    List<UnaryOperator<String>> changes =
        List.of(
            payload -> "",
            payload -> "[]",
            payload -> payload.replace("\"files\"", "\"Files\""),
            payload -> payload.replaceFirst("\"files\"", "\"files\":[],\"files\""),
            payload -> payload.replace("\"name\":\"data.json\"", "\"name\":7"),
            payload -> payload.replace("\"name\":\"data.json\",", ""),
            payload -> payload.replace("\"name\":\"data.json\"", "\"name\":\".manifest\""),
            payload -> payload.replaceFirst("\"hash\":\"..", "\"hash\":\"xy"),
            payload -> payload.replaceFirst("\"hash\":\".", "\"hash\":\""),
            payload -> payload.replaceFirst("\\{\"name\"", "7,{\"name\""),
            payload -> payload.replace("\"keyid\":\"k\"", "\"keyid\":7"),
            payload -> payload.replace("\"keyid\"", "\"scope\":7,\"keyid\""));
    for (UnaryOperator<String> change : changes) {
      Bundle bundle = signedBy(header(), change);
      assertThatThrownBy(() -> VERIFIER.verify(bundle))
          .isInstanceOfSatisfying(
              SignatureException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
    }
  }

  @Test
  void whenNamesHaveALeadingSlash_thenTheyAreOtherNamesAsInOpa() throws Exception {
    Bundle bundle = signedBy(header(), payload -> payload.replace("\"name\":\"", "\"name\":\"/"));
    assertRefused(bundle, Reason.FILE_NOT_SIGNED, "/.manifest");
  }

  @Test
  void whenADocumentCannotBeHashed_thenTheBundleCannotBeSigned() throws Exception {
    Bundle odd = BUNDLE.with(BundleFile.of("/sub/.manifest", "no JSON"));
    assertThatThrownBy(() -> BundleSigner.sign(odd, KEY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/sub/.manifest");
  }

  @Test
  void whenNamesAreStrange_thenMessagesAreNot() throws Exception {
    Bundle bundle =
        signedBy(
            header(),
            payload ->
                payload.replaceFirst(
                    "\\{\"name\"",
                    "{\"name\":\"a\\\\u001b[31m\",\"hash\":\"00\",\"algorithm\":\"SHA-256\"},{\"name\""));
    assertThatThrownBy(() -> VERIFIER.verify(bundle)).hasMessageContaining("/a?[31m: was signed");
  }

  @ParameterizedTest
  @EnumSource
  void whenAReasonIsTold_thenItsCodeIsStable(Reason reason) {
    assertThat(reason.code()).matches("signature_[a-z_]+");
  }

  private static JWSHeader header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k").build();
  }

  private static String payload(Sha sha, String label) {
    StringBuilder files = new StringBuilder();
    for (BundleFile file : BUNDLE.files()) {
      try {
        files
            .append(files.isEmpty() ? "" : ",")
            .append("{\"name\":\"" + file.path().substring(1) + "\",\"hash\":\"")
            .append(java.util.HexFormat.of().formatHex(FileHash.of(file, sha)))
            .append("\",\"algorithm\":\"" + label + "\"}");
      } catch (SignatureException e) {
        throw new AssertionError(e);
      }
    }
    return "{\"files\":[" + files + "]}";
  }

  /** The bundle, signed by others, over what is made of our payload. */
  private static Bundle signedBy(JWSHeader header, UnaryOperator<String> change) throws Exception {
    String payload = new String(SignedFiles.payload(BUNDLE, "k"), StandardCharsets.UTF_8);
    JWSObject object = new JWSObject(header, new Payload(change.apply(payload)));
    object.sign(new ECDSASigner(JwkTest.P256));
    return withJws(object.serialize());
  }

  private static void assertRefused(Bundle bundle, Reason reason, @Nullable String file) {
    assertThatThrownBy(() -> VERIFIER.verify(bundle))
        .isInstanceOfSatisfying(
            SignatureException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(e.file()).isEqualTo(file);
            });
  }

  private static BundleVerifier verifier(SigningKey key) {
    return new BundleVerifier(VerificationKeys.of(key.verificationKey()));
  }

  private static Bundle withJws(String jws) throws BundleException {
    return withSignatures("{\"signatures\":[\"" + jws + "\"]}");
  }

  private static Bundle withSignatures(String text) throws BundleException {
    return BUNDLE.with(BundleFile.of("/.signatures.json", text));
  }

  private static String jws(Bundle signed) throws Exception {
    return json(signatures(signed)).at("/signatures/0").textValue();
  }

  private static String signatures(Bundle signed) {
    return Objects.requireNonNull(signed.signatures()).text();
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static Bundle without(Bundle bundle, String path) throws BundleException {
    List<BundleFile> files = new ArrayList<>(bundle.files());
    files.removeIf(file -> file.path().equals(path));
    return Bundle.of(files);
  }

  private static Bundle bundle(BundleFile... files) {
    try {
      return Bundle.of(List.of(files));
    } catch (BundleException e) {
      throw new AssertionError(e);
    }
  }
}
