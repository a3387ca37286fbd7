package io.eunomia.archimedes.control.client;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static io.eunomia.archimedes.control.client.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.ControlPlane;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlClientTest {
  private static final byte[] BUNDLE = VersionedPolicy.bundle(3);
  private static final ClientOptions OPTIONS =
      ClientOptions.defaults().withAttempts(3, Duration.ofMillis(1));
  private static final String DONE =
      """
      {"status": "activated", "digest": "%s", "version": "1.0.3", "previous_digest": null,
       "activation_ms": 12, "later": true}
      """;

  @TempDir private static Path directory;
  private static ControlPlane plane;
  private static ControlServer server;
  private static WorkloadIdentity deployer;
  private static ControlClient client;
  private static URI instance;

  @BeforeAll
  static void start() throws IOException {
    plane = new ControlPlane(directory);
    server = ControlServer.builder(plane.handler, plane.identity).start();
    deployer = plane.deployerIdentity(directory);
    client = new ControlClient(deployer, Set.of(ControlPlane.SERVICE), OPTIONS);
    instance = URI.create("https://127.0.0.1:" + server.port());
  }

  @AfterAll
  static void stop() {
    client.close();
    deployer.close();
    server.close();
    plane.close();
  }

  /** Whatever a test did, the next one begins with the same policy. */
  @AfterEach
  void rollBack() {
    if (!plane.live().equals(digest(2))) {
      plane.runtime.rollback("next test");
    }
  }

  @Test
  void whenPushedAndRolledBack_thenEachIsAcknowledged() throws InterruptedException {
    InstanceResult push = client.push(List.of(instance), BUNDLE, "deploy-1").get(0);
    assertThat(push.outcome()).as(push.toString()).isEqualTo(Outcome.DONE);
    assertThat(push.instance()).isEqualTo(instance);
    assertThat(push.attempts()).isEqualTo(1);
    Acknowledgement done = Objects.requireNonNull(push.acknowledgement());
    assertThat(done.digest()).isEqualTo(digest(3)).isEqualTo(plane.live());
    assertThat(done.previousDigest()).isEqualTo(digest(2));
    assertThat(client.push(List.of(instance), BUNDLE, null).get(0).outcome())
        .isEqualTo(Outcome.UNCHANGED);
    InstanceResult back =
        client.rollback(List.of(instance), BundleDigest.parse(digest(2)), "test", null).get(0);
    assertThat(back.outcome()).isEqualTo(Outcome.DONE);
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenAskedHowItIs_thenSaysIt() throws InterruptedException {
    InstanceResult result = client.status(List.of(instance)).get(0);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
    InstanceStatus status = Objects.requireNonNull(result.status());
    assertThat(status.service()).isEqualTo("demo");
    assertThat(status.instance()).isEqualTo("demo-1");
    assertThat(status.ready()).isTrue();
    assertThat(status.state()).isEqualTo("active");
    assertThat(status.active())
        .extracting(active -> active == null ? "" : active.digest())
        .isEqualTo(digest(2));
  }

  @Test
  void whenInstancesDiffer_thenEachHasItsOwnResultInOrder() throws Exception {
    try (ScriptedServer refusing =
        new ScriptedServer(
            plane.identity, answer(409, "{\"code\": \"WRONG_SERVICE\", \"message\": \"no\"}"))) {
      List<InstanceResult> results =
          client.push(List.of(nobody(), refusing.uri(), instance), BUNDLE, null);
      assertThat(results)
          .extracting(InstanceResult::outcome)
          .containsExactly(Outcome.UNREACHABLE, Outcome.REFUSED, Outcome.DONE);
      assertThat(results.get(0).code()).isEqualTo("CONNECTION_FAILED");
      assertThat(results.get(0).attempts()).isEqualTo(3);
      assertThat(results.get(1).code()).isEqualTo("WRONG_SERVICE");
      assertThat(results.get(1).message()).isEqualTo("no");
      // A refusal is one.
      assertThat(refusing.requests()).isEqualTo(1);
    }
  }

  @Test
  void whenItIsTemporary_thenIsTriedAgain() throws Exception {
    try (ScriptedServer flaky =
        new ScriptedServer(
            plane.identity,
            answer(503, ""),
            answer(429, "{\"code\": \"RATE_LIMITED\"}", "Retry-After", "0"),
            answer(200, DONE.formatted(digest(3))))) {
      InstanceResult result = client.push(List.of(flaky.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(result.attempts()).isEqualTo(3);
    }
    try (ScriptedServer broken = new ScriptedServer(plane.identity, answer(500, "oops"))) {
      InstanceResult result = client.push(List.of(broken.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("HTTP_500");
      assertThat(result.attempts()).isEqualTo(3);
    }
    try (ScriptedServer gone = new ScriptedServer(plane.identity, answer(502, "oops"))) {
      assertThat(client.push(List.of(gone.uri()), BUNDLE, null).get(0).outcome())
          .isEqualTo(Outcome.UNREACHABLE);
    }
  }

  @Test
  void whenARollbackMayHaveBeenDone_thenItIsRepeatedOnlyToANamedBundle() throws Exception {
    try (ScriptedServer broken = new ScriptedServer(plane.identity, answer(500, "oops"))) {
      List<URI> instances = List.of(broken.uri());
      assertThat(client.rollback(instances, null, "r", null).get(0).attempts()).isEqualTo(1);
      BundleDigest named = BundleDigest.parse(digest(1));
      assertThat(client.rollback(instances, named, "r", null).get(0).attempts()).isEqualTo(3);
    }
    try (ScriptedServer dropping =
        new ScriptedServer(plane.identity, exchange -> exchange.close())) {
      InstanceResult result = client.rollback(List.of(dropping.uri()), null, "r", null).get(0);
      assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(result.attempts()).isEqualTo(1);
    }
    // Certainly not done: nobody was there.
    assertThat(client.rollback(List.of(nobody()), null, "r", null).get(0).attempts()).isEqualTo(3);
  }

  @Test
  void whenAnotherBundleIsAcknowledged_thenItDoesNotCount() throws Exception {
    try (ScriptedServer lying =
        new ScriptedServer(plane.identity, answer(200, DONE.formatted(digest(4))))) {
      InstanceResult result = client.push(List.of(lying.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("ACKNOWLEDGED_OTHER");
      assertThat(result.attempts()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "{\"status\": \"activated\", \"digest\": \"sha256:1\", \"version\": \"\"}",
        "{\"status\": \"done\"}",
      })
  void whenTheAnswerIsNoAnswer_thenItDoesNotCount(String body) throws Exception {
    try (ScriptedServer odd = new ScriptedServer(plane.identity, answer(200, body))) {
      InstanceResult result = client.push(List.of(odd.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("INVALID_ANSWER");
    }
  }

  @Test
  void whenTheAnswerIsHuge_thenItIsNotTaken() throws Exception {
    try (ScriptedServer huge =
        new ScriptedServer(plane.identity, answer(200, " ".repeat((1 << 20) + 1)))) {
      InstanceResult result = client.status(List.of(huge.uri())).get(0);
      assertThat(result.code()).isEqualTo("INVALID_ANSWER");
      assertThat(result.message()).contains("more than");
    }
  }

  @Test
  void whenItPointsElsewhere_thenNobodyGoesThere() throws Exception {
    try (ScriptedServer pointing =
        new ScriptedServer(
            plane.identity, answer(307, "", "Location", instance + "/control/v1/bundle"))) {
      InstanceResult result = client.push(List.of(pointing.uri()), BUNDLE, null).get(0);
      assertThat(result.code()).isEqualTo("HTTP_307");
      assertThat(plane.live()).isEqualTo(digest(2));
    }
  }

  @Test
  void whenNobodyAnswersInTime_thenTheCallEnds() throws Exception {
    try (ScriptedServer silent = new ScriptedServer(plane.identity, exchange -> {});
        ControlClient hasty =
            new ControlClient(
                deployer,
                Set.of(ControlPlane.SERVICE),
                OPTIONS
                    .withAttemptTimeout(Duration.ofSeconds(1))
                    .withDeadline(Duration.ofMillis(1500)))) {
      InstanceResult result = hasty.push(List.of(silent.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(result.code()).isEqualTo("TIMEOUT");
      assertThat(result.took()).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void whenAnotherWorkloadAnswers_thenItIsSentNothing() throws Exception {
    WorkloadIdentity other =
        ControlPlane.identity(
            directory.resolve("other"), plane.authority, plane.authority.issue("/other"));
    try (other;
        ScriptedServer impostor =
            new ScriptedServer(other, answer(200, DONE.formatted(digest(3))))) {
      InstanceResult result = client.push(List.of(impostor.uri()), BUNDLE, null).get(0);
      assertThat(result.outcome()).isEqualTo(Outcome.UNREACHABLE);
      assertThat(result.code()).isEqualTo("PEER_REFUSED");
      assertThat(result.attempts()).isEqualTo(1);
      assertThat(impostor.requests()).isZero();
    }
  }

  @Test
  void whenThisSideIsNotAllowed_thenItIsTold() throws Exception {
    WorkloadIdentity other =
        ControlPlane.identity(
            directory.resolve("stranger"), plane.authority, plane.authority.issue("/stranger"));
    try (other;
        ControlClient stranger = new ControlClient(other, Set.of(ControlPlane.SERVICE), OPTIONS)) {
      // Larger than what fits into the buffers of the connection.
      byte[] large = new byte[8 << 20];
      InstanceResult result = stranger.push(List.of(instance), large, null).get(0);
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.REFUSED);
      assertThat(result.code()).isEqualTo("AUTHORIZATION_DENIED");
      assertThat(result.attempts()).isEqualTo(1);
    }
  }

  @Test
  void whenThisSideIsNotTrusted_thenNothingIsDone() throws Exception {
    SpiffeAuthority elsewhere = SpiffeAuthority.of("elsewhere.example");
    Path files = directory.resolve("elsewhere");
    Files.createDirectory(files);
    elsewhere.issue("/deployer").writeTo(files);
    SpiffeAuthority.writeBundles(files.resolve("bundle.pem"), elsewhere, plane.authority);
    try (WorkloadIdentity identity = ControlPlane.reopen(files);
        ControlClient stranger =
            new ControlClient(identity, Set.of(ControlPlane.SERVICE), OPTIONS)) {
      InstanceResult result = stranger.push(List.of(instance), BUNDLE, null).get(0);
      assertThat(result.outcome().good()).isFalse();
      assertThat(result.code()).isIn("TLS_REFUSED", "CONNECTION_FAILED");
      assertThat(plane.live()).isEqualTo(digest(2));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:1",
        "https:opaque",
        "https:///nohost",
        "https://user:pw@host:1",
        "https://host:1?x",
        "host:1",
      })
  void whenTheAddressIsNotSafe_thenNobodyIsAsked(String address) {
    assertThatThrownBy(() -> client.status(List.of(instance, URI.create(address))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not an address such as");
  }

  @Test
  void whenTheDeploymentsIdIsNone_thenNobodyIsAsked() {
    for (String id : List.of("", "a b", "a\nX-Other: b", "x".repeat(129))) {
      assertThatThrownBy(() -> client.push(List.of(instance), BUNDLE, id))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenNobodyIsExpected_thenThereIsNoClient() {
    Set<SpiffeId> nobody = Set.of();
    assertThatThrownBy(() -> new ControlClient(deployer, nobody))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Where nobody listens. */
  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("https://127.0.0.1:" + socket.getLocalPort());
    }
  }
}
