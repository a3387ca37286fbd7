package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.eunomia.archimedes.pull.BundlePuller.Outcome;
import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.archimedes.pull.PullListener.Reception;
import io.eunomia.bundle.BundleDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry; a relay in between counts what it is asked. */
class BundlePullerTest {
  private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
  private static final byte[] SECOND = "second".getBytes(StandardCharsets.UTF_8);
  private static final PullSchedule OFTEN =
      PullSchedule.every(Duration.ofMillis(20)).withFailureBackoff(Duration.ofMillis(10));
  private static final PullSchedule SELDOM = PullSchedule.every(Duration.ofDays(1));

  @TempDir static Path directory;
  private static RegistryFixture registry;

  private final OciRegistry client =
      OciRegistry.builder().plainHttp(PlainHttp.LOOPBACK).retries(1, Duration.ofMillis(1)).build();
  private final Heard heard = new Heard();
  private HttpRelay relay;
  private String repository;

  /** Writes down what it is told, and takes everything or nothing. */
  private static final class Heard implements PullListener {
    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private volatile Reception reception = Reception.TAKEN;

    @Override
    public Reception arrived(PulledBundle bundle) {
      events.add(new String(bundle.bytes(), StandardCharsets.UTF_8));
      return reception;
    }

    @Override
    public void unchanged() {
      events.add("unchanged");
    }

    @Override
    public void failed(PullException e) {
      events.add(e.code());
    }

    Object next() throws InterruptedException {
      return events.poll(20, TimeUnit.SECONDS);
    }

    void await(Object event) throws InterruptedException {
      Object heard;
      do {
        heard = next();
        assertThat(heard).as("waiting for " + event).isNotNull();
      } while (!event.equals(heard));
    }
  }

  @BeforeAll
  static void start() throws Exception {
    RegistryFixture.assumeAvailable();
    registry = RegistryFixture.plain(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void prepare(TestInfo test) throws Exception {
    relay = new HttpRelay(registry.port());
    repository = "policies/test-" + Integer.toHexString(test.getDisplayName().hashCode());
  }

  @AfterEach
  void close() throws Exception {
    relay.close();
  }

  @Test
  void whenABundleCannotBeTakenNow_thenItIsDownloadedAgain() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    heard.reception = Reception.POSTPONED;
    try (BundlePuller puller = puller(SELDOM)) {
      assertThat(puller.pullNow()).isEqualTo(Outcome.FAILED);
      assertThat(puller.status().lastFailure()).isEqualTo(PullException.Code.POSTPONED);
      heard.reception = Reception.TAKEN;
      assertThat(puller.pullNow()).isEqualTo(Outcome.TAKEN);
      assertThat(puller.status().lastFailure()).isNull();
    }
  }

  @Test
  void whenStarted_thenThereIsOneBundleAndThenNothingNew() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    try (BundlePuller puller = puller(OFTEN)) {
      puller.start();

      assertThat(heard.next()).isEqualTo("first");
      heard.await("unchanged");
      heard.await("unchanged");
      assertThat(relay.asked()).containsOnlyOnce("GET blobs");
    }
  }

  @Test
  void whenTheTagMoves_thenTheNewBundleArrives() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    try (BundlePuller puller = puller(OFTEN)) {
      puller.start();
      heard.await("first");
      String manifest = registry.publish(repository, "latest", SECOND, Map.of());

      heard.await("second");
      assertThat(puller.status().lastManifest()).isEqualTo(manifest);
      assertThat(puller.status().lastDigest()).isEqualTo(BundleDigest.of(SECOND));
    }
  }

  @Test
  void whenABundleIsRefused_thenItIsNotDownloadedAgainUntilThereIsAnother() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    heard.reception = Reception.REFUSED;
    try (BundlePuller puller = puller(SELDOM)) {
      assertThat(puller.pullNow()).isEqualTo(Outcome.REFUSED);
      assertThat(puller.pullNow()).isEqualTo(Outcome.UNCHANGED);
      assertThat(relay.asked()).containsOnlyOnce("GET blobs");

      heard.reception = Reception.TAKEN;
      registry.publish(repository, "latest", SECOND, Map.of());
      assertThat(puller.pullNow()).isEqualTo(Outcome.TAKEN);
    }
  }

  @Test
  void whenTheListenerFails_thenPullsGoOn() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    PullListener broken =
        bundle -> {
          throw new IllegalStateException("broken");
        };
    try (BundlePuller puller =
        new BundlePuller(client, relay.reference(repository), SELDOM, broken)) {
      assertThat(puller.pullNow()).isEqualTo(Outcome.REFUSED);
      assertThat(puller.pullNow()).isEqualTo(Outcome.UNCHANGED);
    }
  }

  @Test
  void whenTheRegistryGoesAwayAndComesBack_thenTheStatusSaysSo() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    try (BundlePuller puller =
        new BundlePuller(
            client,
            registry.reference(repository),
            OFTEN,
            heard,
            Clock.fixed(now, ZoneOffset.UTC))) {
      PullStatus before = puller.status();
      assertThat(before.lastAttempt()).isNull();
      assertThat(before.lastContact()).isNull();
      assertThat(before.sinceContact()).isNull();
      assertThat(before.lastDigest()).isNull();

      puller.start();
      heard.await("first");
      registry.stop();
      heard.await(Code.UNREACHABLE);
      heard.await(Code.UNREACHABLE);
      PullStatus down = puller.status();
      registry.start();
      heard.await("unchanged");
      PullStatus up = puller.status();

      assertThat(down.lastFailure()).isEqualTo(Code.UNREACHABLE);
      assertThat(down.consecutiveFailures()).isPositive();
      assertThat(down.lastContact()).isEqualTo(now);
      assertThat(down.sinceContact()).isPositive();
      assertThat(down.lastDigest()).isEqualTo(BundleDigest.of(FIRST));
      assertThat(up.lastFailure()).isNull();
      assertThat(up.consecutiveFailures()).isZero();
      assertThat(up.lastAttempt()).isEqualTo(now);
    }
  }

  @Test
  void whenOneAnswerIsEnough_thenThatIsWaitedForAndNoOtherAskedFor() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    relay.next("/manifests/", HttpRelay.respond(500, "", ""), HttpRelay.respond(500, "", ""));
    PullSchedule once = PullSchedule.once().withFailureBackoff(Duration.ofMillis(10));
    try (BundlePuller puller = puller(once)) {
      puller.start();

      assertThat(List.of(heard.next(), heard.next(), heard.next()))
          .containsExactly(Code.SERVER_ERROR, Code.SERVER_ERROR, "first");
      awaitEndOf(puller);
      assertThat(heard.events).isEmpty();
      assertThat(puller.pullNow()).as("asked by hand").isEqualTo(Outcome.UNCHANGED);
    }
  }

  @Test
  void whenClosed_thenAPullUnderWayIsCutOffAndNoneBegins() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    relay.all(
        "/manifests/",
        (request, out) -> {
          asked.countDown();
          new CountDownLatch(1).await();
        });
    BundlePuller puller = puller(OFTEN);
    puller.start();
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    puller.close();

    awaitEndOf(puller);
    assertThat(heard.events).as("nobody's failure").isEmpty();
    assertThat(puller.status().consecutiveFailures()).isZero();
    assertThatIllegalStateException().isThrownBy(puller::pullNow).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(puller::start).withMessageContaining("closed");
    puller.close();
  }

  @Test
  void whenStartedTwice_thenRefused() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    try (BundlePuller puller = puller(SELDOM)) {
      puller.start();
      assertThatIllegalStateException()
          .isThrownBy(puller::start)
          .withMessageContaining("started before");
    }
  }

  @Test
  void whenThePullerRuns_thenItsThreadKeepsNoJvmAlive() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    try (BundlePuller puller = puller(SELDOM)) {
      puller.start();
      heard.await("first");
      assertThat(puller.thread().isDaemon()).isTrue();
      assertThat(puller.thread().getName()).isEqualTo("eunomia-puller");
    }
  }

  @Test
  void whenWhoAsksIsInterrupted_thenNothingIsSaidOfTheRegistry() {
    try (BundlePuller puller = puller(SELDOM)) {
      Thread.currentThread().interrupt();
      assertThat(puller.pullNow()).isEqualTo(Outcome.FAILED);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(puller.status().lastFailure()).isNull();
    }
  }

  private BundlePuller puller(PullSchedule schedule) {
    return new BundlePuller(client, relay.reference(repository), schedule, heard);
  }

  private static void awaitEndOf(BundlePuller puller) throws InterruptedException {
    puller.thread().join(20_000);
    assertThat(puller.thread().isAlive()).isFalse();
  }
}
