package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.drip;
import static io.eunomia.archimedes.pull.HttpRelay.endless;
import static io.eunomia.archimedes.pull.HttpRelay.raw;
import static io.eunomia.archimedes.pull.HttpRelay.respond;
import static io.eunomia.archimedes.pull.HttpRelay.truncated;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.bundle.BundleDigest;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries, and whatever is in front of them, that do what none should; over real sockets. */
class HostileRegistryTest {
  private static final String OCI = "Content-Type: application/vnd.oci.image.manifest.v1+json\r\n";
  private static final byte[] BUNDLE = "bundle".repeat(5_000).getBytes(StandardCharsets.UTF_8);
  private static final String DIGEST = BundleDigest.of(BUNDLE).toString();
  private static final String MANIFEST = manifest(DIGEST, BUNDLE.length);
  private static final String SECRET = "correct-horse";

  private final OciRegistry client = patient().build();
  private HttpRelay registry;
  private HttpRelay store;

  @BeforeEach
  void open() throws Exception {
    registry = new HttpRelay(0);
    registry.all("/manifests/", respond(200, OCI, MANIFEST));
    registry.all("/blobs/", respond(200, "", BUNDLE));
    store = new HttpRelay(0);
  }

  @AfterEach
  void close() throws Exception {
    registry.close();
    store.close();
  }

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
  void whenTheBlobIsCutOff_thenTriedAgain() throws Exception {
    registry.next("/blobs/", truncated(BUNDLE.length, new byte[100]));

    assertThat(pull().bytes()).isEqualTo(BUNDLE);
  }

  @Test
  void whenTheBlobIsAlwaysCutOff_thenUnreachable() {
    registry.all("/blobs/", truncated(BUNDLE.length, new byte[100]));

    assertThat(failure().code()).isEqualTo(Code.UNREACHABLE);
  }

  @Test
  void whenTheBlobIsAnother_thenMismatch() {
    registry.all("/blobs/", respond(200, "", new byte[BUNDLE.length]));

    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(failure()).hasMessageContaining("not " + DIGEST);
  }

  @Test
  void whenTheBlobIsShorter_thenMismatch() {
    registry.all("/blobs/", respond(200, "", "short"));

    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(failure()).hasMessageContaining("5 bytes, not 30000 as the manifest says");
  }

  @Test
  void whenTheBlobDoesNotEnd_thenCutOffAtTheManifestsSize() {
    registry.all("/blobs/", endless(200, ""));

    assertThat(failure().code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure()).hasMessageContaining("longer than 30000 bytes");
  }

  @Test
  void whenTheManifestDoesNotEnd_thenTooLarge() {
    registry.all("/manifests/", endless(200, OCI));

    assertThat(failure().code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure()).hasMessageContaining("longer than 4194304 bytes");
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
  void whenTheManifestIsAnother_thenMismatch() {
    String other = "sha256:" + "0".repeat(64);
    PullException byDigest =
        Failures.of(() -> client.pull(registry.reference("a/b@" + other), null));
    assertThat(byDigest.code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(byDigest).hasMessageContaining("not " + other);

    registry.all(
        "/manifests/", respond(200, OCI + "Docker-Content-Digest: " + other + "\r\n", MANIFEST));
    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(registry.asked()).containsOnly("GET manifests");
  }

  @Test
  void whenTheRegistryNamesADigestOfAnotherKind_thenItSaysNothing() throws Exception {
    registry.all(
        "/manifests/", respond(200, OCI + "Docker-Content-Digest: sha512:ab\r\n", MANIFEST));

    assertThat(pull().bytes()).isEqualTo(BUNDLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<html>log in</html> | is not JSON",
        "{`` | is not JSON",
        "{}{} | is not JSON",
        "{\"schemaVersion\": 2, \"schemaVersion\": 2} | is not JSON",
        "{\"schemaVersion\": 1} | is not of schema version 2",
        "{\"schemaVersion\": 2} | has no layer of type",
        "[] | is not of schema version 2",
        "{\"schemaVersion\": 2, \"mediaType\": \"text/plain\"} | says that it is 'text/plain'",
        "{\"schemaVersion\": 2, \"manifests\": []} | is an index of several",
      })
  void whenTheManifestIsNone_thenTheErrorSaysWhy(String body, String problem) {
    registry.all("/manifests/", respond(200, OCI, body));

    assertThat(failure()).hasMessageContaining(problem);
    assertThat(failure().code()).isIn(Code.INVALID_RESPONSE, Code.UNSUPPORTED_ARTIFACT);
  }

  @ParameterizedTest
  @CsvSource({
    "sha256:12, 3, INVALID_RESPONSE",
    "../../other, 3, INVALID_RESPONSE",
    "'', 3, INVALID_RESPONSE",
    "good, -1, INVALID_RESPONSE",
    "good, 1.5, INVALID_RESPONSE",
    "good, 99999999999999999999, INVALID_RESPONSE",
    "good, 9999999999, TOO_LARGE",
    "good, '\"3\"', INVALID_RESPONSE"
  })
  void whenTheLayerIsNone_thenNothingIsDownloaded(String digest, String size, Code code) {
    String layer = manifest(digest.equals("good") ? DIGEST : digest, 0);
    registry.all(
        "/manifests/", respond(200, OCI, layer.replace("\"size\": 0", "\"size\": " + size)));

    assertThat(failure().code()).isEqualTo(code);
    assertThat(registry.asked()).containsOnly("GET manifests");
  }

  @Test
  void whenTheTypeIsNoManifests_thenUnsupported() {
    registry.all("/manifests/", respond(200, "Content-Type: text/html\r\n", MANIFEST));

    assertThat(failure().code()).isEqualTo(Code.UNSUPPORTED_ARTIFACT);
    assertThat(failure())
        .hasMessageContaining("is 'text/html', not application/vnd.oci.image.manifest");
  }

  @Test
  void whenTheManifestIsNested_thenNoStackOverflows() {
    registry.all("/manifests/", respond(200, OCI, "[".repeat(1_000_000)));

    assertThat(failure().code()).isEqualTo(Code.INVALID_RESPONSE);
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

  @Test
  void whenTheBlobIsElsewhere_thenNoCredentialsGoThere() throws Exception {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket/object?signature=x"));
    store.all("/bucket/", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(2).header("Authorization")).isPresent();
    assertThat(store.requests()).hasSize(1);
    assertThat(store.requests().get(0).header("Authorization")).isEmpty();
    assertThat(store.requests().get(0).target()).isEqualTo("/bucket/object?signature=x");
  }

  @Test
  void whenTheRedirectStaysAtHome_thenCredentialsGoOn() throws Exception {
    protect();
    registry.all("/blobs/", redirect("/elsewhere/object"));
    registry.all("/elsewhere/", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(3).header("Authorization")).isPresent();
  }

  @Test
  void whenTheRedirectComesBackFromElsewhere_thenWithoutCredentials() throws Exception {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket"));
    store.all("/bucket", redirect("http://" + registry.address() + "/elsewhere"));
    registry.all("/elsewhere", respond(200, "", BUNDLE));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(3).header("Authorization")).isEmpty();
  }

  @Test
  void whenAnotherAsksForCredentials_thenItGetsNone() {
    protect();
    registry.all("/blobs/", redirect("http://" + store.address() + "/bucket?signature=geheim"));
    store.all("/bucket", respond(401, "WWW-Authenticate: Basic realm=\"store\"\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(failure)
        .hasMessageContaining("/bucket answered 401")
        .hasMessageNotContaining("geheim");
    assertThat(store.requests()).hasSize(1);
  }

  @Test
  void whenRedirectsDoNotEnd_thenFiveAreEnough() {
    registry.all("/manifests/", redirect("/v2/a/b/manifests/latest"));

    assertThat(failure().code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure()).hasMessageContaining("more than 5 redirects");
    assertThat(registry.requests()).hasSize(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://",
        "http://192.0.2.1/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://user:geheim@127.0.0.1/x",
        "http://a b/geheim",
        "mailto:geheim"
      })
  void whenARedirectLeadsWhereItMustNot_thenItIsNotFollowed(String location) {
    registry.all("/blobs/", redirect(location));

    PullException failure = failure();

    assertThat(failure.code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure).hasMessageContaining("redirect").hasMessageNotContaining("geheim");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://192.0.2.1/token",
        "ftp://127.0.0.1/token",
        "",
        "token",
        "http://a@127.0.0.1/token",
        "https:token",
        "http://127.0.0.1/token#x"
      })
  void whenTheTokenServerIsNoneToTrust_thenItGetsNoCredentials(String realm) {
    registry.all(
        "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(failure).hasMessageContaining("token server").hasMessageNotContaining(SECRET);
  }

  @Test
  void whenTheTokenServerRedirects_thenItIsNotFollowed() {
    challenge();
    registry.all("/token", redirect("http://" + store.address() + "/token"));

    assertThat(Failures.of(this::authenticated).code()).isEqualTo(Code.INVALID_RESPONSE);
    assertThat(store.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nonsense", "{}", "[]", "{\"token\": \"a\\r\\nX: b\"}", "{\"token\": \"\"}"})
  void whenTheTokenIsNone_thenInvalid(String body) {
    challenge();
    registry.all("/token", respond(200, "", body));

    assertThat(Failures.of(this::authenticated).code()).isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenTheTokenDoesNotEnd_thenTooLarge() {
    challenge();
    registry.all("/token", endless(200, ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure).hasMessageContaining("longer than 65536 bytes");
  }

  @Test
  void whenTheTokenIsCalledAccessToken_thenItIsOne() throws Exception {
    registry.next(
        "/manifests/",
        respond(
            401,
            "WWW-Authenticate: Bearer realm=\"http://%s/token?a=b\"\r\n"
                .formatted(registry.address()),
            ""));
    registry.all("/token", respond(200, "", "{\"access_token\": \"sesame\"}"));

    assertThat(authenticated().bytes()).isEqualTo(BUNDLE);
    assertThat(registry.requests().get(1).target())
        .isEqualTo("/token?a=b&scope=repository%3Aa%2Fb%3Apull");
    assertThat(registry.requests().get(2).header("Authorization")).contains("Bearer sesame");
  }

  @Test
  void whenSecretsAreEchoed_thenTheyAreNotShown() {
    registry.all(
        "/manifests/",
        (request, out) ->
            respond(
                    401,
                    "WWW-Authenticate: Basic realm=x\r\n",
                    "{\"errors\": [{\"message\": \"you sent "
                        + request.header("Authorization").orElse("nothing")
                        + "\"}]}")
                .answer(request, out));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isEqualTo(Code.UNAUTHORIZED);
    assertThat(failure).hasMessageEndingWith("answered 401");

    challenge();
    registry.all(
        "/token", respond(403, "", "{\"errors\": [{\"message\": \"not " + SECRET + "\"}]}"));
    assertThat(Failures.of(this::authenticated)).hasMessageEndingWith("/token answered 403");
  }

  @Test
  void whenAManifestIsWanted_thenAnUnchangedOtherIsNoAnswer() throws Exception {
    PullState known = pull().state();
    registry.all("/manifests/", respond(304, "", ""));
    String other = "sha256:" + "0".repeat(64);

    assertThat(client.pull(reference(), known)).isEqualTo(new PullResult.Unchanged(known));
    assertThat(Failures.of(() -> client.pull(registry.reference("a/b@" + other), known)).code())
        .isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenATlsRegistryLeadsOutOfTls_thenNotFollowed() throws Exception {
    TestAuthority authority = new TestAuthority();
    SSLContext tls = authority.serverContext(authority.issue("registry.test"));
    try (HttpRelay secure = new HttpRelay(tls);
        TunnelProxy proxy = new TunnelProxy(secure.port())) {
      OciRegistry careful =
          patient()
              .trust(authority.clientContext())
              .proxy("127.0.0.1", proxy.port())
              .credentials(RegistryCredentials.basic("deployer", SECRET))
              .build();
      RegistryReference reference = RegistryReference.parse("registry.test/a/b");

      secure.all("/manifests/", redirect("http://" + store.address() + "/manifests"));
      PullException redirected = Failures.of(() -> careful.pull(reference, null));
      String realm = "http://" + store.address() + "/token";
      secure.all(
          "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));
      PullException challenged = Failures.of(() -> careful.pull(reference, null));

      assertThat(redirected.code()).isEqualTo(Code.INVALID_RESPONSE);
      assertThat(redirected).hasMessageContaining("the redirect leads where it must not");
      assertThat(challenged.code()).isEqualTo(Code.INVALID_RESPONSE);
      assertThat(challenged).hasMessageContaining("not one to give credentials to");
      assertThat(store.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer realm=\"x", "Digest realm=\"x\", nonce=\"y\""})
  void whenTheChallengeCannotBeAnswered_thenNoCredentialsAreSent(String challenge) {
    registry.all("/manifests/", respond(401, "WWW-Authenticate: " + challenge + "\r\n", ""));

    PullException failure = Failures.of(this::authenticated);

    assertThat(failure.code()).isIn(Code.UNAUTHORIZED, Code.INVALID_RESPONSE);
    assertThat(registry.requests()).allMatch(r -> r.header("Authorization").isEmpty());
  }

  @Test
  void whenAnEntityTagIsNone_thenTheDigestIsUsed() throws Exception {
    registry.next("/manifests/", respond(200, OCI + "ETag: no tag\r\n", MANIFEST));
    PullState known = pull().state();

    assertThat(known.entityTag()).isNull();
    assertThat(client.pull(reference(), known)).isEqualTo(new PullResult.Unchanged(known));
    assertThat(registry.requests().get(2).header("If-None-Match"))
        .contains('"' + known.manifestDigest() + '"');
  }

  @Test
  void whenManyPullAtOnce_thenEachHasItsOwn() {
    protect();
    registry.all("/blobs/", respond(200, "", BUNDLE));

    assertThat(
            IntStream.range(0, 20)
                .parallel()
                .mapToObj(
                    i -> {
                      try {
                        return authenticated().bytes();
                      } catch (PullException e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .toList())
        .allSatisfy(bytes -> assertThat(bytes).isEqualTo(BUNDLE));
  }

  /** Manifests are only for who has a password. */
  private void protect() {
    registry.all(
        "/manifests/",
        (request, out) ->
            (request.header("Authorization").isPresent()
                    ? respond(200, OCI, MANIFEST)
                    : respond(401, "WWW-Authenticate: Basic realm=\"test\"\r\n", ""))
                .answer(request, out));
  }

  private void challenge() {
    String realm = "http://" + registry.address() + "/token";
    registry.all(
        "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));
  }

  private static HttpRelay.Behaviour redirect(String location) {
    return respond(307, "Location: " + location + "\r\n", "");
  }

  private PulledBundle authenticated() throws PullException {
    OciRegistry known =
        patient().credentials(RegistryCredentials.basic("deployer", SECRET)).build();
    return (PulledBundle) known.pull(reference(), null);
  }

  private PulledBundle pull() throws PullException {
    return (PulledBundle) client.pull(reference(), null);
  }

  private PullException failure() {
    return Failures.of(this::pull);
  }

  private RegistryReference reference() {
    return registry.reference("a/b");
  }

  private static OciRegistry.Builder patient() {
    return OciRegistry.builder()
        .plainHttp(PlainHttp.LOOPBACK)
        .retries(4, Duration.ofMillis(5))
        .requestTimeout(Duration.ofSeconds(20));
  }

  private static String manifest(String digest, long size) {
    return """
        {"schemaVersion": 2, "layers": [{
          "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
          "digest": "%s", "size": %d}]}
        """
        .formatted(digest, size);
  }
}
