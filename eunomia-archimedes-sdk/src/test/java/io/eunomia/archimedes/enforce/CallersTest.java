package io.eunomia.archimedes.enforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.spiffe.PeerRefusedException;
import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.policy.Caller;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.SvidRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallersTest {
  private static final TestCertificates CERTIFICATES = new TestCertificates();
  private static final TestRequest REQUEST = TestRequest.of("GET", "/users/1");

  @Test
  void whenThePeerHasAnSvid_thenItIsTheCaller() {
    assertThat(tls(CERTIFICATES.certificate(false, TestPolicy.ORDERS)))
        .contains(Caller.spiffe(TestPolicy.ORDERS));
  }

  @Test
  void whenThePeerHasNoCertificate_thenNobodyIsKnown() {
    assertThat(Callers.fromTls().resolve(REQUEST)).isEmpty();
  }

  @Test
  void whenThePeersCertificateIsNotAWorkloads_thenItIsRefused() {
    refused("has no URI SAN", false);
    refused("has 2 URI SANs", false, TestPolicy.ORDERS, TestPolicy.OTHER);
    refused("has 2 URI SANs", false, TestPolicy.ORDERS, "https://example.org");
    refused("is not a SPIFFE id", false, "https://example.org/orders");
    refused("is not a SPIFFE id", false, "spiffe://example.org");
    refused("is not a SPIFFE id", false, "spiffe://example.org/a/../b");
    refused("that of an authority", true, TestPolicy.ORDERS);
    // Only the peer's own certificate counts, which is the first.
    TestRequest second =
        REQUEST.from(
            CERTIFICATES.certificate(false), CERTIFICATES.certificate(false, TestPolicy.ORDERS));
    assertThatThrownBy(() -> Callers.fromTls().resolve(second))
        .isInstanceOf(AuthenticationException.class);
  }

  private static void refused(String message, boolean isAuthority, String... uris) {
    assertThatThrownBy(() -> tls(CERTIFICATES.certificate(isAuthority, uris)))
        .isInstanceOf(AuthenticationException.class)
        .hasMessageStartingWith("the peer is refused: ")
        .hasMessageContaining(message);
  }

  private static Optional<Caller> tls(X509Certificate certificate) {
    return Callers.fromTls().resolve(REQUEST.from(certificate));
  }

  @Test
  void whenTheCertificateIsVerifiedAgain_thenWhatIsTrustedNowDecides(@TempDir Path directory)
      throws IOException {
    SpiffeAuthority authority = SpiffeAuthority.of("example.org");
    Svid.SvidFiles own = authority.issue("/ns/prod/sa/users").writeTo(directory);
    Path bundle = authority.writeBundle(directory.resolve("bundle.pem"));
    SvidRequest orders = authority.request("/ns/prod/sa/orders");
    try (WorkloadIdentity identity =
        WorkloadIdentity.fromFiles(PemFiles.of(own.certificate(), own.key(), bundle))) {
      CallerResolver verifying = Callers.fromTls(identity);
      assertThat(verifying.resolve(REQUEST)).isEmpty();
      assertThat(verifying.resolve(from(orders.issue())))
          .contains(Caller.spiffe(TestPolicy.ORDERS));
      // The handshake may have been long ago: only the second looks at the time again.
      TestRequest expired = from(orders.expired().issue());
      assertThat(Callers.fromTls().resolve(expired)).contains(Caller.spiffe(TestPolicy.ORDERS));
      assertThatThrownBy(() -> verifying.resolve(expired))
          .isInstanceOf(AuthenticationException.class)
          .hasCauseInstanceOf(PeerRefusedException.class);
      TestRequest stranger = from(SpiffeAuthority.of("example.org").issue("/ns/prod/sa/orders"));
      assertThatThrownBy(() -> verifying.resolve(stranger))
          .isInstanceOf(AuthenticationException.class)
          .hasCauseInstanceOf(PeerRefusedException.class);
    }
  }

  private static TestRequest from(Svid svid) {
    return REQUEST.from(svid.chain().toArray(X509Certificate[]::new));
  }

  @Test
  void whenThereAreClaims_thenTheyMakeAUser() {
    Map<String, Object> claims =
        Map.of(
            "sub", "u-1",
            "email", "u@example.org",
            "name", "U",
            "roles", List.of("reader"),
            "teams", Set.of("blue"),
            "tenant_id", "t-1",
            "exp", 17);
    ClaimNames names = ClaimNames.standard().withGroups("teams");
    assertThat(Callers.fromClaims(request -> Optional.of(claims), names).resolve(REQUEST))
        .contains(
            new Caller.User(
                "u-1", "u@example.org", "U", List.of("reader"), List.of("blue"), "t-1"));
    assertThat(
            Callers.fromClaims(
                    request -> Optional.of(Map.of("uid", "7", "tid", "t", "r", List.of())),
                    names.withUserId("uid").withTenantId("tid").withRoles("r"))
                .resolve(REQUEST))
        .contains(Caller.user("7").withTenantId("t"));
    assertThat(Callers.fromClaims(request -> Optional.empty(), names).resolve(REQUEST)).isEmpty();
  }

  @Test
  void whenClaimsAreNotWhatTheyShouldBe_thenTheyAreRefused() {
    claimsRefused(Map.of(), "the claim sub is missing");
    claimsRefused(Map.of("sub", " "), "the claim sub is missing");
    claimsRefused(Map.of("sub", 7), "the claim sub is not a string");
    claimsRefused(
        Map.of("sub", "u", "roles", "reader"), "the claim roles is not an array of strings");
    claimsRefused(
        Map.of("sub", "u", "groups", List.of("a", 1)),
        "the claim groups is not an array of strings");
    claimsRefused(Map.of("sub", "u", "email", true), "the claim email is not a string");
  }

  private static void claimsRefused(Map<String, Object> claims, String message) {
    CallerResolver callers =
        Callers.fromClaims(request -> Optional.of(claims), ClaimNames.standard());
    assertThatThrownBy(() -> callers.resolve(REQUEST))
        .isInstanceOf(AuthenticationException.class)
        .hasMessage(message);
  }

  @Test
  void whenSeveralAreAsked_thenTheFirstThatKnowsOrRefusesEndsIt() {
    Caller.ApiKey key = Caller.apiKey("k-1", "export", List.of("read"));
    CallerResolver nobody = request -> Optional.empty();
    CallerResolver refusing =
        request -> {
          throw new AuthenticationException("no");
        };
    CallerResolver keys = Callers.fromApiKey(request -> Optional.of(key));
    assertThat(Callers.firstOf(nobody, keys, refusing).resolve(REQUEST)).contains(key);
    assertThat(Callers.firstOf(nobody, nobody).resolve(REQUEST)).isEmpty();
    assertThat(Callers.firstOf(nobody, Callers.anonymous()).resolve(REQUEST))
        .contains(Caller.anonymous());
    assertThatThrownBy(() -> Callers.firstOf(refusing, Callers.anonymous()).resolve(REQUEST))
        .isInstanceOf(AuthenticationException.class);
  }
}
