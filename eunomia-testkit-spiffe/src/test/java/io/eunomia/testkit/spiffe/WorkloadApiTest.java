package io.eunomia.testkit.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.spiffe.bundle.x509bundle.X509BundleSet;
import io.spiffe.exception.BundleNotFoundException;
import io.spiffe.exception.JwtSvidException;
import io.spiffe.exception.X509ContextException;
import io.spiffe.spiffeid.TrustDomain;
import io.spiffe.svid.x509svid.X509SvidValidator;
import io.spiffe.workloadapi.DefaultWorkloadApiClient;
import io.spiffe.workloadapi.DefaultX509Source;
import io.spiffe.workloadapi.WorkloadApiClient;
import io.spiffe.workloadapi.grpc.SpiffeWorkloadAPIGrpc;
import io.spiffe.workloadapi.grpc.Workload.X509SVIDRequest;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client is java-spiffe's own. */
class WorkloadApiTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Logger CLIENT_LOG = Logger.getLogger("io.spiffe");

  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  private final Svid svid = authority.issue("/ns/prod/sa/users");
  private final WorkloadApi api = WorkloadApi.start(svid, authority);

  @BeforeAll
  static void quiet() {
    CLIENT_LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whenAClientAsks_thenItGetsTheSvidAndTheBundle() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      assertThat(source.getX509Svid().getSpiffeId()).hasToString(svid.spiffeId());
      assertThat(source.getX509Svid().getChain()).isEqualTo(svid.chain());
      assertThat(source.getX509Svid().getPrivateKey()).isEqualTo(svid.key());
      assertThat(authorities(source, "example.org")).containsExactlyElementsOf(authority.bundle());
      assertThatThrownBy(() -> authorities(source, "other.example"))
          .isInstanceOf(BundleNotFoundException.class);
    }
  }

  @Test
  void whenTheSystemHasUnixSockets_thenItServesThere() throws Exception {
    assumeTrue(api.unixAddress().isPresent());
    try (DefaultX509Source source = source(api.unixAddress().orElseThrow())) {
      assertThat(source.getX509Svid().getChain()).isEqualTo(svid.chain());
    }
  }

  @Test
  void whenThereAreIntermediates_thenTheWholeChainIsServed() throws Exception {
    Svid deep = authority.request("/ns/prod/sa/deep").intermediates(2).issue();
    api.update(deep, authority);
    try (DefaultX509Source source = source(api.address())) {
      assertThat(source.getX509Svid().getChain()).hasSize(3).isEqualTo(deep.chain());
      X509SvidValidator.verifyChain(deep.chain(), source);
    }
  }

  @Test
  void whenTheSvidRotates_thenAnOpenSourceSeesIt() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      Svid next = authority.issue("/ns/prod/sa/users");
      api.update(next, authority);
      await(() -> source.getX509Svid().getChain().equals(next.chain()));
    }
  }

  @Test
  void whenTheAuthorityRotates_thenOldAndNewAreTrusted() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      SpiffeAuthority rotated = authority.rotate();
      Svid next = rotated.issue("/ns/prod/sa/users");
      api.update(next, rotated);
      await(() -> source.getX509Svid().getChain().equals(next.chain()));
      assertThat(authorities(source, "example.org"))
          .hasSize(2)
          .containsAll(authority.bundle())
          .containsAll(rotated.bundle());
      X509SvidValidator.verifyChain(svid.chain(), source);
      X509SvidValidator.verifyChain(next.chain(), source);
      api.update(next, rotated.withoutOlder());
      await(() -> authorities(source, "example.org").size() == 1);
      assertThatThrownBy(() -> X509SvidValidator.verifyChain(svid.chain(), source))
          .hasMessageContaining("cannot be verified");
    }
  }

  @Test
  void whenItRotatesByItself_thenSourcesSeeManyCertificates() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      api.rotateEvery(Duration.ofMillis(20), () -> authority.issue("/ns/prod/sa/users"));
      for (int i = 0; i < 5; i++) {
        X509Certificate seen = source.getX509Svid().getLeaf();
        await(() -> !source.getX509Svid().getLeaf().equals(seen));
      }
    }
  }

  @Test
  void whenADomainIsFederated_thenItsBundleIsServed() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example");
    api.update(svid, authority, partner);
    try (DefaultX509Source source = source(api.address())) {
      assertThat(authorities(source, "partner.example"))
          .containsExactlyElementsOf(partner.bundle());
      X509SvidValidator.verifyChain(partner.issue("/billing").chain(), source);
    }
    try (WorkloadApiClient client = client()) {
      X509BundleSet bundles = client.fetchX509Bundles();
      assertThat(bundles.getBundles().keySet())
          .containsExactlyInAnyOrder(
              TrustDomain.parse("example.org"), TrustDomain.parse("partner.example"));
    }
  }

  @Test
  void whenItRestarts_thenAnOpenSourceComesBack() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      String address = api.address();
      api.stop();
      assertThat(source.getX509Svid().getChain()).isEqualTo(svid.chain());
      Svid next = authority.issue("/ns/prod/sa/users");
      api.update(next, authority);
      api.restart();
      assertThat(api.address()).isEqualTo(address);
      await(() -> source.getX509Svid().getChain().equals(next.chain()));
    }
  }

  @Test
  void whenItDenies_thenNobodyGetsAnIdentityUntilItPermits() throws Exception {
    try (DefaultX509Source source = source(api.address());
        WorkloadApiClient client = client()) {
      await(() -> api.streams() == 1);
      api.deny();
      assertThat(api.streams()).isZero();
      assertThatThrownBy(client::fetchX509Context)
          .isInstanceOf(X509ContextException.class)
          .rootCause()
          .hasMessageContaining("PERMISSION_DENIED");
      api.permit();
      await(() -> api.streams() == 1);
      assertThat(source.getX509Svid().getChain()).isEqualTo(svid.chain());
    }
  }

  @Test
  void whenThereIsNoNextCertificate_thenListenersSeeAnError() throws Exception {
    try (DefaultX509Source source = source(api.address())) {
      await(() -> api.streams() == 1);
      api.rotateEvery(
          Duration.ofMillis(10),
          () -> {
            throw new IllegalStateException("none");
          });
      await(() -> api.streams() == 0);
      assertThat(source.getX509Svid().getChain()).isEqualTo(svid.chain());
    }
  }

  @Test
  void whenTheSecurityHeaderIsMissing_thenTheCallIsRefused() throws Exception {
    URI address = URI.create(api.address());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address.getHost(), address.getPort()).usePlaintext().build();
    try {
      var stub = SpiffeWorkloadAPIGrpc.newBlockingStub(channel);
      assertThatThrownBy(() -> stub.fetchX509SVID(X509SVIDRequest.getDefaultInstance()).next())
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void whenAJwtIsAskedFor_thenItIsNotImplemented() throws Exception {
    try (WorkloadApiClient client = client()) {
      assertThatThrownBy(() -> client.fetchJwtSvid("somebody"))
          .isInstanceOf(JwtSvidException.class)
          .rootCause()
          .hasMessageContaining("UNIMPLEMENTED");
    }
  }

  @Test
  void whenNoAuthorityIsGiven_thenItDoesNotStart() {
    assertThatThrownBy(() -> WorkloadApi.start(svid)).isInstanceOf(IllegalArgumentException.class);
  }

  private static DefaultX509Source source(String address) throws Exception {
    return DefaultX509Source.newSource(
        DefaultX509Source.X509SourceOptions.builder()
            .spiffeSocketPath(address)
            .initTimeout(DEADLINE)
            .build());
  }

  private WorkloadApiClient client() throws Exception {
    return DefaultWorkloadApiClient.newClient(
        DefaultWorkloadApiClient.ClientOptions.builder().spiffeSocketPath(api.address()).build());
  }

  private static Set<X509Certificate> authorities(DefaultX509Source source, String trustDomain)
      throws BundleNotFoundException {
    return source.getBundleForTrustDomain(TrustDomain.parse(trustDomain)).getX509Authorities();
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("time is up").isBefore(end);
      Thread.sleep(10);
    }
  }
}
