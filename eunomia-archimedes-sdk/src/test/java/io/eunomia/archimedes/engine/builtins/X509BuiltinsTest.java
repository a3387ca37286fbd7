package io.eunomia.archimedes.engine.builtins;

import static io.eunomia.archimedes.engine.builtins.Calls.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class X509BuiltinsTest {
  private static final String REFUSED = "[false,[]]";
  private static final String CLIENT = "\"KeyUsages\":[\"KeyUsageClientAuth\"]";

  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  private final Svid svid = authority.issue("/ns/a/sa/b");
  private final Calls calls = new Calls(Instant.now());

  @Test
  void whenCertificateIsRead_thenItsFieldsAreThoseOfGo() throws Exception {
    X509Certificate jdk = svid.certificate();
    ObjectValue read = first(calls.value("crypto.x509.parse_certificates", text(leaf())));
    assertThat(read.get("SerialNumber")).isEqualTo(NumberValue.of(jdk.getSerialNumber()));
    assertThat(read.get("Raw")).isEqualTo(base64(jdk.getEncoded()));
    assertThat(read.get("RawTBSCertificate")).isEqualTo(base64(jdk.getTBSCertificate()));
    assertThat(read.get("RawIssuer")).isEqualTo(base64(jdk.getIssuerX500Principal().getEncoded()));
    assertThat(read.get("Signature")).isEqualTo(base64(jdk.getSignature()));
    assertThat(read.get("RawSubjectPublicKeyInfo"))
        .isEqualTo(base64(jdk.getPublicKey().getEncoded()));
    assertThat(read.get("NotAfter")).isEqualTo(Value.of(jdk.getNotAfter().toInstant().toString()));
    assertThat(read.get("Version")).isEqualTo(Value.of(3));
    assertThat(read.get("KeyUsage")).isEqualTo(Value.of(1));
    assertThat(read.get("IsCA")).isEqualTo(Value.of(false));
    assertThat(read.get("DNSNames")).isEqualTo(NullValue.INSTANCE);
    assertThat(read.get("URIStrings"))
        .isEqualTo(new ArrayValue(List.of(Value.of("spiffe://example.org/ns/a/sa/b"))));
    ObjectValue uri = first(read.get("URIs"));
    assertThat(uri.get("Host")).isEqualTo(Value.of("example.org"));
    assertThat(uri.get("User")).isEqualTo(NullValue.INSTANCE);
    ECPublicKey key = (ECPublicKey) jdk.getPublicKey();
    assertThat(((ObjectValue) member(read, "PublicKey")).get("X"))
        .isEqualTo(NumberValue.of(key.getW().getAffineX()));
  }

  @Test
  void whenCertificatesAreWrapped_thenTheyAreTheSame() throws Exception {
    Value pem = calls.value("crypto.x509.parse_certificates", text(chain()));
    assertThat(((ArrayValue) pem).elements()).hasSizeGreaterThan(1);
    String wrapped = Base64.getEncoder().encodeToString(chain().getBytes(StandardCharsets.UTF_8));
    assertThat(calls.value("crypto.x509.parse_certificates", text(wrapped))).isEqualTo(pem);
    assertThat(calls.call("crypto.x509.parse_certificates", "\"\"")).isEqualTo("[]");
  }

  @Test
  void whenChainLeadsToTheRoot_thenItIsVerified() throws Exception {
    String withClient = "{" + CLIENT + "}";
    assertThat(verify(chain(), withClient)).startsWith("[true,[");
    assertThat(verify(chain(), "{\"KeyUsages\":{\"KeyUsageAny\"}}")).startsWith("[true,[");
    assertThat(calls.call("crypto.x509.parse_and_verify_certificates", text(chain())))
        .startsWith("[true,[");
    SpiffeAuthority other = SpiffeAuthority.of("example.org");
    assertThat(verify(other.bundlePem() + leaf(), withClient)).isEqualTo(REFUSED);
    assertThat(verify(leaf() + authority.bundlePem(), withClient)).isEqualTo(REFUSED);
    assertThat(verify(leaf(), withClient)).isEqualTo(REFUSED);
    assertThat(verify("nothing", withClient)).isEqualTo(REFUSED);
    assertThat(verify(leaf() + leaf(), withClient)).startsWith("[true,[");
  }

  @Test
  void whenTimeIsOutsideOfItsValidity_thenRefused() throws Exception {
    long later = Instant.now().plus(Duration.ofDays(36_500)).getEpochSecond();
    assertThat(verify(chain(), "{\"CurrentTime\":" + later + "000000000," + CLIENT + "}"))
        .isEqualTo(REFUSED);
    Calls past = new Calls(Instant.EPOCH);
    assertThat(past.call("crypto.x509.parse_and_verify_certificates", text(chain())))
        .isEqualTo(REFUSED);
    String now = Instant.now().getEpochSecond() + "000000000";
    assertThat(
            past.call(
                "crypto.x509.parse_and_verify_certificates_with_options",
                text(chain()),
                "{\"CurrentTime\":" + now + "," + CLIENT + "}"))
        .startsWith("[true,[");
  }

  @Test
  void whenUseOrHostIsAnother_thenRefused() throws Exception {
    assertThat(verify(chain(), "{\"KeyUsages\":[\"KeyUsageTimeStamping\"]}")).isEqualTo(REFUSED);
    assertThat(verify(chain(), "{\"DNSName\":\"example.org\"," + CLIENT + "}")).isEqualTo(REFUSED);
  }

  @Test
  void whenOptionsAreWrong_thenSaysWhich() {
    assertThat(optionError("{\"DNSName\":1}")).isEqualTo("'DNSName' should be a string");
    assertThat(optionError("{\"CurrentTime\":\"now\"}"))
        .isEqualTo("'CurrentTime' should be a number");
    assertThat(optionError("{\"CurrentTime\":1e30}"))
        .isEqualTo("'CurrentTime' should be a valid int64 number");
    assertThat(optionError("{\"MaxConstraintComparisons\":\"x\"}"))
        .isEqualTo("'MaxConstraintComparisons' should be a number");
    assertThat(optionError("{\"KeyUsages\":\"x\"}"))
        .isEqualTo("'KeyUsages' should be an Array or Set");
    assertThat(optionError("{\"KeyUsages\":[\"x\",\"KeyUsageAny\",\"y\"]}"))
        .isEqualTo("invalid entries for 'KeyUsages' found: [x y]");
    assertThat(optionError("{\"Other\":1}")).isEqualTo("invalid key option");
  }

  @Test
  void whenTextIsNoCertificate_thenSaysSo() throws BuiltinException {
    assertThat(calls.error("crypto.x509.parse_certificates", "\"%\""))
        .isEqualTo("illegal base64 data at input byte 0");
    assertThat(calls.error("crypto.x509.parse_certificates", text(svid.keyPem())))
        .isEqualTo("PEM block type is 'PRIVATE KEY', expected CERTIFICATE");
    assertThat(calls.error("crypto.x509.parse_certificates", "\"AAAA\""))
        .isEqualTo("x509: malformed certificate");
    String cut = leaf().replaceFirst("\n[A-Za-z0-9+/]{64}\n", "\n");
    assertThat(calls.error("crypto.x509.parse_certificates", text(cut))).doesNotContain("no error");
    assertThat(calls.error("crypto.x509.parse_certificates", text("A".repeat(2_000_000))))
        .isEqualTo("the text is larger than 1048576 characters");
  }

  @Test
  void whenKeyAndCertificateBelongTogether_thenTheyAreAPair() throws Exception {
    ObjectValue pair =
        (ObjectValue) calls.value("crypto.x509.parse_keypair", text(leaf()), text(svid.keyPem()));
    assertThat(((ArrayValue) member(pair, "Certificate")).elements())
        .containsExactly(base64(svid.certificate().getEncoded()));
    assertThat(((ObjectValue) member(pair, "PrivateKey")).get("D"))
        .isEqualTo(NumberValue.of(((ECPrivateKey) svid.key()).getS()));
    assertThat(pair.get("OCSPStaple")).isEqualTo(NullValue.INSTANCE);
    Svid other = authority.issue("/other");
    assertThat(calls.error("crypto.x509.parse_keypair", text(leaf()), text(other.keyPem())))
        .isEqualTo("tls: private key does not match public key");
    String rsa = pem("PRIVATE KEY", rsa().toPrivateKey().getEncoded());
    assertThat(calls.error("crypto.x509.parse_keypair", text(leaf()), text(rsa)))
        .isEqualTo("tls: private key type does not match public key type");
    assertThat(calls.error("crypto.x509.parse_keypair", text(leaf()), text(leaf())))
        .isEqualTo("tls: failed to find any PEM data in key input");
    assertThat(calls.error("crypto.x509.parse_keypair", text(svid.keyPem()), text(svid.keyPem())))
        .isEqualTo("tls: failed to find any PEM data in certificate input");
  }

  @Test
  void whenPrivateKeysAreRead_thenTheirNumbersAreThose() throws Exception {
    RSAKey rsa = rsa();
    KeyPair ec = generate("EC", "secp384r1");
    KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String all =
        pem("PRIVATE KEY", rsa.toPrivateKey().getEncoded())
            + "between\n"
            + leaf()
            + pem("PRIVATE KEY", ec.getPrivate().getEncoded())
            + pem("PRIVATE KEY", ed.getPrivate().getEncoded());
    List<Value> keys =
        ((ArrayValue) calls.value("crypto.parse_private_keys", text(all))).elements();
    assertThat(keys).hasSize(3);
    assertThat(((ObjectValue) keys.get(0)).get("N"))
        .isEqualTo(NumberValue.of(rsa.toRSAPublicKey().getModulus()));
    ECPublicKey open = (ECPublicKey) ec.getPublic();
    // The public point is not in the JDK's encoding: it has to be worked out.
    assertThat(((ObjectValue) keys.get(1)).get("Y"))
        .isEqualTo(NumberValue.of(open.getW().getAffineY()));
    byte[] encoded = ed.getPublic().getEncoded();
    String both = ((StringValue) keys.get(2)).text();
    assertThat(Base64.getDecoder().decode(both)).hasSize(64).endsWith(last(encoded, 32));
    assertThat(calls.call("crypto.parse_private_keys", text(leaf()))).isEqualTo("[]");
  }

  @Test
  void whenPrivateKeyIsAskedForAsJwk_thenItIsTheSameKey() throws Exception {
    RSAKey rsa = rsa();
    String pem = pem("PRIVATE KEY", rsa.toPrivateKey().getEncoded());
    RSAKey read = RSAKey.parse(calls.call("crypto.x509.parse_rsa_private_key", text(pem)));
    assertThat(read).isEqualTo(rsa);
    assertThat(calls.call("crypto.x509.parse_rsa_private_key", text(svid.keyPem())))
        .isEqualTo("{\"kty\":\"EC\"}");
    assertThat(calls.error("crypto.x509.parse_rsa_private_key", "\"\""))
        .isEqualTo("input PEM data was empty");
    assertThat(calls.error("crypto.x509.parse_rsa_private_key", "\"?\""))
        .isEqualTo("illegal base64 data at input byte 0");
    assertThat(calls.call("crypto.x509.parse_rsa_private_key", text(leaf()))).isEqualTo("null");
  }

  @Test
  void whenPrivateKeyIsBroken_thenMessagesDoNotQuoteIt() throws Exception {
    byte[] encoded = rsa().toPrivateKey().getEncoded();
    encoded[100] ^= 1;
    assertThat(calls.error("crypto.parse_private_keys", text(pem("PRIVATE KEY", encoded))))
        .isEqualTo("crypto/rsa: p * q != n");
    assertThat(calls.error("crypto.parse_private_keys", text(pem("EC PRIVATE KEY", new byte[9]))))
        .isEqualTo("asn1: structure error: malformed data");
  }

  @Test
  void whenCertificateIsRequested_thenTheRequestIsRead() throws Exception {
    KeyPair key = generate("EC", "secp256r1");
    byte[] request = request(key);
    String pem = pem("CERTIFICATE REQUEST", request);
    ObjectValue read =
        (ObjectValue) calls.value("crypto.x509.parse_certificate_request", text(pem));
    ObjectValue subject = (ObjectValue) member(read, "Subject");
    assertThat(subject.get("CommonName")).isEqualTo(Value.of("b"));
    assertThat(subject.get("Organization")).isEqualTo(new ArrayValue(List.of(Value.of("a"))));
    assertThat(read.get("Raw")).isEqualTo(base64(request));
    assertThat(read.get("PublicKeyAlgorithm")).isEqualTo(Value.of(3));
    assertThat(
            calls.value(
                "crypto.x509.parse_certificate_request",
                text(Base64.getEncoder().encodeToString(request))))
        .isEqualTo(read);
    String certificate =
        Base64.getEncoder().encodeToString(leaf().getBytes(StandardCharsets.UTF_8));
    assertThat(calls.error("crypto.x509.parse_certificate_request", text(certificate)))
        .isEqualTo("invalid PEM-encoded certificate signing request");
  }

  private String verify(String certificates, String options) throws BuiltinException {
    return calls.call(
        "crypto.x509.parse_and_verify_certificates_with_options", text(certificates), options);
  }

  private String optionError(String options) {
    return calls.error(
        "crypto.x509.parse_and_verify_certificates_with_options", text(chain()), options);
  }

  private String chain() {
    return authority.bundlePem() + leaf();
  }

  private String leaf() {
    return svid.certificatePem();
  }

  private static byte[] request(KeyPair key) throws OperatorCreationException, IOException {
    return new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=b,O=a"), key.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
        .getEncoded();
  }

  private static RSAKey rsa() throws JOSEException {
    return new RSAKeyGenerator(2048).generate();
  }

  private static KeyPair generate(String algorithm, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
  }

  private static Value base64(byte[] bytes) {
    return Value.of(Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] last(byte[] bytes, int count) {
    return Arrays.copyOfRange(bytes, bytes.length - count, bytes.length);
  }

  private static ObjectValue first(@Nullable Value array) {
    return (ObjectValue) ((ArrayValue) Objects.requireNonNull(array)).elements().get(0);
  }

  private static Value member(ObjectValue object, String name) {
    return Objects.requireNonNull(object.get(name));
  }
}
