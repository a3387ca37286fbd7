package io.eunomia.archimedes.spiffe;

import static io.eunomia.archimedes.spiffe.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.spiffe.EchoServer.Connection;
import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.WorkloadApi;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and authorities are replaced while services talk. */
class RotationTest {
  private static final String SERVER = "spiffe://example.org/ns/prod/sa/users";

  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  @TempDir Path directory;

  @Test
  void whenCertificatesRotateAllTheTime_thenNoNewConnectionFails() throws Exception {
    Set<BigInteger> seen = new HashSet<>();
    try (WorkloadApi api = WorkloadApi.start(users(), authority);
        WorkloadIdentity identity = WorkloadIdentity.fromWorkloadApi(at(api));
        EchoServer echo = new EchoServer(identity.serverContext())) {
      SSLContext client = identity.clientContext(Set.of(identity.id()));
      api.rotateEvery(Duration.ofMillis(200), this::users);
      try (Connection old = echo.connect(client)) {
        // In numbers rather than in time, so that a busy machine tests as much.
        for (int i = 0; i < 50 || (seen.size() < 8 && i < 2_000); i++) {
          try (Connection connection = echo.connect(client)) {
            assertThat(connection.echo("hello")).isEqualTo("hello");
            seen.add(serial(connection));
          }
          assertThat(old.echo("still here")).isEqualTo("still here");
        }
      }
      assertThat(seen).hasSizeGreaterThanOrEqualTo(8);
      assertThat(echo.failures()).isEmpty();
    }
  }

  @Test
  void whenAHandshakeHasBegunWithACertificate_thenARotationDoesNotMixItsParts() throws Exception {
    try (Workload workload = new Workload(directory, users(), authority)) {
      PemFileSource source = PemFileSource.open(workload.files());
      SvidKeys keys = new SvidKeys(source);
      String alias = keys.chooseServerAlias("EC", null, null);
      X509Certificate first = source.getX509Svid().getLeaf();
      source.close();
      assertThat(keys.getCertificateChain(String.valueOf(alias))).containsExactly(first);
      assertThat(keys.getCertificateChain("svid-99")).isNull();
      assertThat(keys.getPrivateKey("svid-99")).isNull();
    }
  }

  @Test
  void whenTheAuthorityRotates_thenBothAreTrustedUntilTheOldOneGoes() throws Exception {
    SpiffeAuthority rotated = authority.rotate();
    Svid oldOrders = orders(authority);
    Svid newOrders = orders(rotated);
    try (Workload server = new Workload(directory, users(), authority);
        EchoServer echo = new EchoServer(server.server());
        Connection open = echo.connect(oldOrders.context(authority))) {
      assertThat(open.echo("one")).isEqualTo("one");
      assertRefused(echo, newOrders.context(authority));

      // First everybody trusts the new authority, then it signs, then the old one goes.
      server.write(users(), rotated);
      await(() -> accepts(echo, newOrders.context(rotated)));
      assertThat(echo.echo(oldOrders.context(rotated))).isEqualTo("hello");

      server.write(rotated.issue("/ns/prod/sa/users"), rotated.withoutOlder());
      await(() -> !accepts(echo, oldOrders.context(rotated)));
      assertThat(echo.echo(newOrders.context(rotated))).isEqualTo("hello");

      assertThat(open.echo("two")).isEqualTo("two");
      assertThatThrownBy(() -> server.identity().verify(oldOrders.chain()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class,
              e -> assertThat(e.code()).isEqualTo(Code.UNKNOWN_AUTHORITY));
    }
  }

  @Test
  void whenAFederatedDomainLeaves_thenItsWorkloadsAreRefused() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example");
    SSLContext billing = partner.issue("/billing").context(authority);
    try (WorkloadApi api = WorkloadApi.start(users(), authority, partner);
        WorkloadIdentity identity = WorkloadIdentity.fromWorkloadApi(at(api));
        EchoServer echo = new EchoServer(identity.serverContext())) {
      assertThat(echo.echo(billing)).isEqualTo("hello");
      api.update(users(), authority);
      await(() -> !accepts(echo, billing));
    }
  }

  @Test
  void whenAClientComesBack_thenItsSessionIsNotResumed() throws Exception {
    SpiffeAuthority partner = SpiffeAuthority.of("partner.example");
    Svid billing = partner.issue("/billing");
    try (Workload server = new Workload(directory, users(), authority, partner);
        EchoServer echo = new EchoServer(server.server())) {
      // The JVM's own client resumes whatever it is offered.
      SSLContext client = billing.context(authority);
      assertThat(echo.echo(client)).isEqualTo("hello");
      server.write(users(), authority);
      await(() -> isRefused(server, billing));
      assertThatThrownBy(() -> echo.echo(client)).isInstanceOf(IOException.class);
      await(() -> echo.failures().size() == 1);
      assertThat(PeerRefusedException.behind(echo.failures().get(0)).orElseThrow().code())
          .isEqualTo(Code.UNKNOWN_AUTHORITY);
    }
  }

  @Test
  void whenAServerOffersToResume_thenItIsNotTrustedForLongerThanItsAuthority() throws Exception {
    SpiffeAuthority other = SpiffeAuthority.of("example.org");
    Svid users = users();
    // The JVM's own server lets everybody resume.
    try (Workload client = new Workload(directory, orders(authority), authority);
        EchoServer echo = new EchoServer(users.context(authority))) {
      SSLContext context = client.clientOf(SERVER);
      assertThat(echo.echo(context)).isEqualTo("hello");
      client.write(orders(other), other);
      await(() -> isRefused(client, users));
      await(() -> !accepts(echo, context));
    }
  }

  @Test
  void whenACertificateExpires_thenItsOwnerIsRefusedFromThenOn() throws Exception {
    Svid shortLived =
        authority.request("/ns/prod/sa/orders").validFor(Duration.ofSeconds(2)).issue();
    try (Workload server = new Workload(directory, users(), authority);
        EchoServer echo = new EchoServer(server.server())) {
      SSLContext client = shortLived.context(authority);
      Instant end = shortLived.certificate().getNotAfter().toInstant();
      boolean accepted = accepts(echo, client);
      // On a machine so busy that it took two seconds, there was nothing to see.
      assertThat(accepted || Instant.now().isAfter(end)).isTrue();
      await(() -> !accepts(echo, client));
      assertThat(Instant.now()).isAfterOrEqualTo(end);
      assertThatThrownBy(() -> server.identity().verify(shortLived.chain()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class, e -> assertThat(e.code()).isEqualTo(Code.EXPIRED));
    }
  }

  private Svid users() {
    return authority.issue("/ns/prod/sa/users");
  }

  private static Svid orders(SpiffeAuthority by) {
    return by.issue("/ns/prod/sa/orders");
  }

  private static WorkloadApiOptions at(WorkloadApi api) {
    return WorkloadApiOptions.at(api.address());
  }

  private static boolean isRefused(Workload workload, Svid svid) {
    try {
      workload.identity().verify(svid.chain());
      return false;
    } catch (PeerRefusedException e) {
      return true;
    }
  }

  private static boolean accepts(EchoServer echo, SSLContext client) throws IOException {
    try {
      return echo.echo(client).equals("hello");
    } catch (SSLException | java.net.SocketException e) {
      return false;
    }
  }

  private static void assertRefused(EchoServer echo, SSLContext client) {
    assertThatThrownBy(() -> echo.echo(client)).isInstanceOf(IOException.class);
  }

  private static BigInteger serial(Connection connection) throws Exception {
    return ((X509Certificate) connection.session().getPeerCertificates()[0]).getSerialNumber();
  }
}
