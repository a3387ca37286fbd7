package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.drip;
import static io.eunomia.archimedes.pull.HttpRelay.endless;
import static io.eunomia.archimedes.pull.HttpRelay.raw;
import static io.eunomia.archimedes.pull.HttpRelay.respond;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses, bodies and connections that no registry should give. */
class HostileAnswersTest extends RelayedPulls {
  @Test
  void whenNothingIsWrong_thenPulled() throws Exception {
    assertThat(pull().bytes()).isEqualTo(BUNDLE);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429, 408})
  void whenAProblemIsOverSoon_thenTriedAgain(int status) throws Exception {
    registry.next("/manifests/", respond(status, "", ""), respond(status, "", ""));
    registry.next("/blobs/", respond(status, "", ""));

    assertThat(pull().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests()).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "500, SERVER_ERROR, 4",
    "503, SERVER_ERROR, 4",
    "429, RATE_LIMITED, 4",
    "408, TIMEOUT, 4",
    "401, UNAUTHORIZED, 1",
    "403, FORBIDDEN, 1",
    "404, NOT_FOUND, 1",
    "400, INVALID_RESPONSE, 1",
    "204, INVALID_RESPONSE, 1",
    "206, INVALID_RESPONSE, 1",
    "304, INVALID_RESPONSE, 1",
    "300, INVALID_RESPONSE, 1",
    "999, INVALID_RESPONSE, 1"
  })
  void whenAProblemStays_thenItsCode(int status, Code code, int attempts) {
    registry.all("/manifests/", respond(status, "", ""));

    assertThat(failure().code()).isEqualTo(code);
    assertThat(registry.requests()).hasSize(attempts);
  }

  @Test
  void whenTheRegistryAsksForTime_thenItGetsIt() throws Exception {
    registry.next("/manifests/", respond(429, "Retry-After: 1\r\n", ""));
    long start = System.nanoTime();

    pull();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(999));
  }

  @Test
  void whenTheRegistryAsksForALongTime_thenNotAskedAgainNow() {
    registry.all("/manifests/", respond(429, "Retry-After: 3600\r\n", ""));

    PullException failure = failure();

    assertThat(failure.code()).isEqualTo(Code.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    assertThat(registry.requests()).hasSize(1);
  }

  @Test
  void whenTheRegistryNamesADate_thenItIsUnderstood() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(2));
    registry.all("/manifests/", respond(503, "Retry-After: " + date + "\r\n", ""));

    assertThat(failure().retryAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(110), Duration.ofHours(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "99999999999999999999", "1.5"})
  void whenTheTimeIsNone_thenItIsNotWaitedFor(String time) {
    registry.all("/manifests/", respond(503, "Retry-After: " + time + "\r\n", ""));

    assertThat(failure().retryAfter()).isEmpty();
    assertThat(registry.requests()).hasSize(4);
  }

  @Test
  void whenItIsNotHttp_thenInvalid() {
    registry.all("/manifests/", raw("SSH-2.0-OpenSSH_9.2\r\n"));

    assertThat(failure().code()).isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenTheConnectionIsClosedAtOnce_thenUnreachable() {
    registry.all("/manifests/", raw(""));

    assertThat(failure().code()).isEqualTo(Code.UNREACHABLE);
  }

  @Test
  void whenNobodyListens_thenUnreachable() throws Exception {
    registry.close();

    PullException failure = failure();

    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining(registry.address())
        .hasMessageEndingWith("no connection");
  }

  @Test
  void whenTheHostDoesNotExist_thenUnreachable() {
    OciRegistry direct =
        patient().retries(1, Duration.ofMillis(1)).proxy(HttpClient.Builder.NO_PROXY).build();
    PullException failure =
        Failures.of(
            () -> direct.pull(RegistryReference.parse("registry.invalid/users-service"), null));

    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(failure).hasMessageContaining("the host is not known");
  }

  @Test
  void whenAnErrorDoesNotEnd_thenItsBeginningIsEnough() {
    registry.all("/manifests/", endless(404, ""));

    assertThat(failure().code()).isEqualTo(Code.NOT_FOUND);
  }

  @Test
  void whenABodyIsSlow_thenTheTimeoutIncludesIt() {
    OciRegistry hasty =
        patient().retries(1, Duration.ofMillis(1)).requestTimeout(Duration.ofMillis(300)).build();
    registry.all("/blobs/", drip());

    PullException failure = Failures.of(() -> hasty.pull(reference(), null));

    assertThat(failure.code()).isEqualTo(Code.TIMEOUT);
    assertThat(failure).hasMessageContaining("no whole answer within 300 ms");
  }

  @Test
  void whenThereIsNoAnswer_thenTimeout() {
    OciRegistry hasty =
        patient().retries(1, Duration.ofMillis(1)).requestTimeout(Duration.ofMillis(300)).build();
    registry.all("/manifests/", (request, out) -> new CountDownLatch(1).await());

    assertThat(Failures.of(() -> hasty.pull(reference(), null)).code()).isEqualTo(Code.TIMEOUT);
  }

  @Test
  void whenTheThreadIsInterrupted_thenThePullEndsAndTheFlagStays() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    registry.all(
        "/manifests/",
        (request, out) -> {
          asked.countDown();
          new CountDownLatch(1).await();
        });
    interrupted(asked);
  }

  @Test
  void whenTheThreadIsInterruptedInAPause_thenThePullEndsAndTheFlagStays() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    registry.all(
        "/manifests/",
        (request, out) -> {
          respond(503, "Retry-After: 30\r\n", "").answer(request, out);
          asked.countDown();
        });
    interrupted(asked);
  }

  private void interrupted(CountDownLatch asked) throws InterruptedException {
    AtomicReference<String> seen = new AtomicReference<>("nothing");
    Thread thread =
        new Thread(
            () -> {
              Code code = failure().code();
              seen.set(code + (Thread.currentThread().isInterrupted() ? ", flag set" : ""));
            });
    thread.start();
    asked.await();
    thread.interrupt();
    thread.join(20_000);

    assertThat(seen.get()).isEqualTo("INTERRUPTED, flag set");
  }

  @Test
  void whenAnErrorHasControlCharacters_thenTheMessageHasNone() {
    registry.all(
        "/manifests/",
        respond(
            404,
            "",
            "{\"errors\": [{\"code\": \"X\\u001b[31m\", \"message\": \"a\\nb\\u202e"
                + "y".repeat(1_000)
                + "\"}]}"));

    assertThat(failure())
        .hasMessageContaining("(X?[31m: a?b?yyy")
        .hasMessageNotContainingAny("\u001b", "\n", "\u202e");
    assertThat(failure().getMessage()).hasSizeLessThan(400);
  }
}
