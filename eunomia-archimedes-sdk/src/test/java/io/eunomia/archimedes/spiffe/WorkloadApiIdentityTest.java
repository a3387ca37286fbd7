package io.eunomia.archimedes.spiffe;

import static io.eunomia.archimedes.spiffe.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.spiffe.NoIdentityException.Code;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.WorkloadApi;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkloadApiIdentityTest {
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
  void whenItGivesAnIdentity_thenThatIsWhoThisIs() throws Exception {
    try (WorkloadIdentity identity =
        WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address()))) {
      assertThat(identity.id()).hasToString(svid.spiffeId());
      assertThat(identity.expiresAt()).isEqualTo(svid.certificate().getNotAfter().toInstant());
      assertThat(identity.lastError()).isEmpty();
      Svid next = authority.issue("/ns/prod/sa/renamed");
      api.update(next, authority);
      await(() -> identity.id().toString().equals(next.spiffeId()));
    }
  }

  @Test
  void whenItIsOnAUnixSocket_thenItIsFoundThere() {
    assumeTrue(api.unixAddress().isPresent());
    try (WorkloadIdentity identity =
        WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.unixAddress().orElseThrow()))) {
      assertThat(identity.id()).hasToString(svid.spiffeId());
    }
  }

  @Test
  void whenItStartsLate_thenItIsWaitedFor() throws Exception {
    api.stop();
    CompletableFuture<WorkloadIdentity> waiting =
        CompletableFuture.supplyAsync(
            () -> WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address())));
    api.restart();
    try (WorkloadIdentity identity = waiting.get()) {
      assertThat(identity.id()).hasToString(svid.spiffeId());
    }
  }

  @Test
  void whenItDoesNotStartInTime_thenTheErrorSaysWhere() {
    api.stop();
    assertThatThrownBy(() -> WorkloadIdentity.fromWorkloadApi(impatient()))
        .isInstanceOfSatisfying(
            NoIdentityException.class, e -> assertThat(e.code()).isEqualTo(Code.UNREACHABLE))
        .hasMessageContaining(api.address())
        .hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void whenItDenies_thenTheErrorSaysSo() {
    api.deny();
    assertThatThrownBy(() -> WorkloadIdentity.fromWorkloadApi(impatient()))
        .isInstanceOfSatisfying(
            NoIdentityException.class, e -> assertThat(e.code()).isEqualTo(Code.DENIED))
        .hasMessageContaining("has no identity for this workload")
        .hasMessageContaining("no identity issued");
  }

  @Test
  void whenItRestarts_thenTheIdentityStaysAndIsRenewedAfterwards() throws Exception {
    try (WorkloadIdentity identity =
        WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address()))) {
      api.stop();
      assertThat(identity.id()).hasToString(svid.spiffeId());
      assertThat(identity.verify(svid.chain())).isEqualTo(identity.id());
      Svid next = authority.issue("/ns/prod/sa/renamed");
      api.update(next, authority);
      api.restart();
      await(() -> identity.id().toString().equals(next.spiffeId()));
    }
  }

  @Test
  void whenItEndsTheStreamInGoodOrder_thenTheCertificateIsRenewedAllTheSame() throws Exception {
    api.update(
        authority.request("/ns/prod/sa/users").validFor(Duration.ofSeconds(20)).issue(), authority);
    try (WorkloadIdentity identity =
        WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address()))) {
      await(() -> api.streams() == 1);
      api.endStreams();
      Svid next = authority.issue("/ns/prod/sa/renamed");
      api.update(next, authority);
      await(() -> identity.id().toString().equals(next.spiffeId()));
      assertThat(identity.lastError()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "http://127.0.0.1:1", "tcp://host:1", "unix://relative"})
  void whenTheAddressIsNoAddress_thenItIsWrong(String address) {
    assertThatThrownBy(() -> WorkloadApiOptions.at(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenTheTimeoutIsNoTime_thenItIsWrong() {
    assertThatThrownBy(() -> impatient().withInitialTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenItIsClosed_thenTheStreamIs() throws Exception {
    WorkloadIdentity identity =
        WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address()));
    await(() -> api.streams() == 1);
    identity.close();
    await(() -> api.streams() == 0);
    assertThatThrownBy(identity::id).isInstanceOf(IllegalStateException.class);
  }

  private WorkloadApiOptions impatient() {
    return WorkloadApiOptions.at(api.address()).withInitialTimeout(Duration.ofMillis(500));
  }
}
