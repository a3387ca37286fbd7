package io.eunomia.testkit.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SvidRequestTest {
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int CERTIFICATE_SIGNING = 5;
  private static final int REVOCATION_LIST_SIGNING = 6;

  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");

  @Test
  void whenNothingIsSaid_thenItIsAnSvid() throws Exception {
    X509Certificate certificate = authority.issue("/ns/prod/sa/users").certificate();
    certificate.verify(authority.certificate().getPublicKey());
    certificate.checkValidity();
    assertThat(names(certificate, URI)).containsExactly("spiffe://example.org/ns/prod/sa/users");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getCriticalExtensionOIDs()).contains("2.5.29.15");
    assertThat(certificate.getKeyUsage())
        .containsExactly(true, false, false, false, false, false, false, false, false);
    assertThat(certificate.getExtendedKeyUsage()).hasSize(2);
  }

  @Test
  void whenItIsAnAuthority_thenItNamesItsTrustDomain() throws Exception {
    assertThat(authority.bundle())
        .singleElement()
        .satisfies(
            certificate -> {
              assertThat(names(certificate, URI)).containsExactly("spiffe://example.org");
              assertThat(certificate.getBasicConstraints()).isNotNegative();
              certificate.verify(certificate.getPublicKey());
            });
  }

  @Test
  void whenItIsWrongInTime_thenItIs() {
    assertThatThrownBy(
            () -> authority.request("/a").expired().issue().certificate().checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
    assertThatThrownBy(
            () -> authority.request("/a").notYetValid().issue().certificate().checkValidity())
        .isInstanceOf(CertificateNotYetValidException.class);
    List<X509Certificate> chain = authority.request("/a").expiredIntermediate().issue().chain();
    assertThatThrownBy(() -> chain.get(1).checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void whenItsNamesAreWrong_thenTheyAre() throws Exception {
    assertThat(names(authority.request("/a").alsoUri("https://b").issue().certificate(), URI))
        .containsExactly("spiffe://example.org/a", "https://b");
    assertThat(names(authority.request("/a").uri("spiffe://B/").issue().certificate(), URI))
        .containsExactly("spiffe://B/");
    assertThat(names(authority.request("/a").dns("a.example").issue().certificate(), DNS))
        .containsExactly("a.example");
    X509Certificate common = authority.request("/a").idInCommonNameOnly().issue().certificate();
    assertThat(common.getSubjectAlternativeNames()).isNull();
    assertThat(common.getSubjectX500Principal().getName()).isEqualTo("CN=spiffe://example.org/a");
    assertThat(
            authority
                .request("/a")
                .otherName("x")
                .issue()
                .certificate()
                .getSubjectAlternativeNames())
        .hasSize(2);
    X509Certificate noUri = authority.request("/a").uri("no uri at all").issue().certificate();
    // What a JDK makes of a name that it cannot read is its own affair: some throw, some say null.
    assertThat(noUri.getNonCriticalExtensionOIDs()).contains("2.5.29.17");
    assertThat(new String(noUri.getExtensionValue("2.5.29.17"), StandardCharsets.US_ASCII))
        .contains("no uri at all");
  }

  @Test
  void whenItsUsageIsWrong_thenItIs() {
    X509Certificate ca = authority.request("/a").asAuthority().issue().certificate();
    assertThat(ca.getBasicConstraints()).isNotNegative();
    assertThat(usage(authority.request("/a").withCertificateSigning(), CERTIFICATE_SIGNING))
        .isTrue();
    assertThat(usage(authority.request("/a").withRevocationListSigning(), REVOCATION_LIST_SIGNING))
        .isTrue();
    assertThat(usage(authority.request("/a").withoutDigitalSignature(), DIGITAL_SIGNATURE))
        .isFalse();
    assertThat(authority.request("/a").withoutKeyUsage().issue().certificate().getKeyUsage())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({"EC,EC", "RSA,RSA", "Ed25519,EdDSA"})
  void whenAKeyOfAnotherKindIsAskedFor_thenItIsMade(String asked, String made) throws Exception {
    Svid svid = authority.request("/a").key(asked).issue();
    assertThat(svid.key().getAlgorithm()).isEqualTo(made);
    svid.certificate().verify(authority.certificate().getPublicKey());
    assertThat(svid.keyStore().getKey("svid", new char[0])).isEqualTo(svid.key());
  }

  @Test
  void whenItIsWritten_thenTheFilesArePemAndTheKeyIsShownNowhereElse(@TempDir Path directory)
      throws Exception {
    Svid svid = authority.request("/a").intermediates(1).issue();
    Svid.SvidFiles files = svid.writeTo(directory);
    assertThat(Files.readString(files.certificate())).isEqualTo(svid.certificatePem());
    assertThat(svid.certificatePem().split("BEGIN CERTIFICATE", -1)).hasSize(3);
    assertThat(Files.readString(files.key())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(svid).hasToString(svid.toString()).asString().doesNotContain("PRIVATE");
    Path both =
        SpiffeAuthority.writeBundles(
            directory.resolve("all.pem"), authority, SpiffeAuthority.of("partner.example"));
    assertThat(Files.readString(both).split("BEGIN CERTIFICATE", -1)).hasSize(3);
    try (var all = Files.list(directory)) {
      assertThat(all).hasSize(3);
    }
  }

  private static boolean usage(SvidRequest request, int bit) {
    return request.issue().certificate().getKeyUsage()[bit];
  }

  private static List<Object> names(X509Certificate certificate, int kind)
      throws CertificateParsingException {
    return certificate.getSubjectAlternativeNames().stream()
        .filter(name -> name.get(0).equals(kind))
        .<Object>map(name -> name.get(1))
        .toList();
  }
}
