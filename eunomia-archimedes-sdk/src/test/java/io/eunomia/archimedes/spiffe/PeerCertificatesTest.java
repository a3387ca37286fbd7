package io.eunomia.archimedes.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.SvidRequest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerCertificatesTest {
  private static final SpiffeAuthority AUTHORITY = SpiffeAuthority.of("example.org");

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void whenItIsAnSvid_thenItsIdIsRead(String key) throws Exception {
    assertThat(PeerCertificates.spiffeId(request().key(key).issue().chain()))
        .isEqualTo(SpiffeId.parse("spiffe://example.org/ns/prod/sa/users"));
  }

  @Test
  void whenThereAreNamesOfOtherKindsOrIntermediates_thenOnlyTheLeafsUriCounts() throws Exception {
    Svid svid = request().dns("users.example").otherName("users").intermediates(2).issue();
    assertThat(PeerCertificates.spiffeId(svid.chain())).hasToString(svid.spiffeId());
  }

  @Test
  void whenThereIsNoCertificate_thenThatIsSaid() {
    assertRefused(List.of(), Code.NO_CERTIFICATE, "no certificate");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        wrong("has no URI SAN", SvidRequest::idInCommonNameOnly),
        wrong("has no URI SAN", SvidRequest::withoutUri),
        wrong("has no URI SAN", request -> request.withoutUri().dns("users.example")),
        wrong("has 2 URI SANs", request -> request.alsoUri("spiffe://example.org/other")),
        wrong("has 2 URI SANs", request -> request.alsoUri("https://users.example/")),
        wrong("not a SPIFFE id", request -> request.uri("https://example.org/users")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org/")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://Example.org/users")),
        wrong("not a SPIFFE id", request -> request.uri("SPIFFE://example.org/users")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org/../users")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org/users?x=y")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://u@example.org/users")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org:8443/users")),
        wrong("not a SPIFFE id", request -> request.uri("spiffe://example.org/%75sers")),
        wrong(
            "not a SPIFFE id", request -> request.uri("spiffe://example.org/" + "a".repeat(2048))),
        wrong("is that of an authority", SvidRequest::asAuthority),
        wrong("has no key usage", SvidRequest::withoutKeyUsage),
        wrong("is not for digital signatures", SvidRequest::withoutDigitalSignature),
        wrong("is for signing", SvidRequest::withCertificateSigning),
        wrong("is for signing", SvidRequest::withRevocationListSigning));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whenItIsNoSvid_thenItProvesNothing(String message, UnaryOperator<SvidRequest> change) {
    Svid svid = change.apply(request()).issue();
    assertRefused(svid.chain(), Code.NOT_AN_SVID, message);
  }

  @Test
  void whenTheNameIsAStrangers_thenItIsNotRepeated() {
    assertThatThrownBy(
            () -> PeerCertificates.spiffeId(request().uri("spiffe://evil<script>").issue().chain()))
        .hasMessageNotContaining("evil");
  }

  private static void assertRefused(List<X509Certificate> chain, Code code, String message) {
    assertThatThrownBy(() -> PeerCertificates.spiffeId(chain))
        .isInstanceOfSatisfying(
            PeerRefusedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static SvidRequest request() {
    return AUTHORITY.request("/ns/prod/sa/users");
  }

  private static Arguments wrong(String message, UnaryOperator<SvidRequest> change) {
    return Arguments.of(message, Named.of("changed", change));
  }
}
