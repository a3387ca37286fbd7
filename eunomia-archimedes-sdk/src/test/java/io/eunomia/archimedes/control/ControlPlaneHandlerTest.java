package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ControlPlaneHandlerTest {
  @TempDir private Path directory;
  private ControlPlane plane;

  @BeforeEach
  void open() throws IOException {
    plane =
        new ControlPlane(
            directory,
            options ->
                options
                    .withMaxUploads(1)
                    .withMaxBundleBytes(1 << 20)
                    .withBodyDeadline(Duration.ofMillis(200)));
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void whenPushed_thenIsActiveAndAcknowledged() throws IOException {
    byte[] bundle = VersionedPolicy.bundle(3);
    JsonNode answer = handle(200, push(bundle));
    assertThat(answer.path("status").asText()).isEqualTo("activated");
    assertThat(answer.path("digest").asText()).isEqualTo(digest(3)).isEqualTo(plane.live());
    assertThat(answer.path("version").asText()).isEqualTo("1.0.3");
    assertThat(answer.path("previous_digest").asText()).isEqualTo(digest(2));
    assertThat(answer.path("activation_ms").isIntegralNumber()).isTrue();
    assertThat(answer).hasSize(5);
    assertThat(handle(200, push(bundle)).path("status").asText()).isEqualTo("unchanged");
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenAskedHowItIs_thenSaysWhatTheContractHas() throws IOException {
    JsonNode status = handle(200, request("GET", "/control/v1/status"));
    assertThat(status.path("service").asText()).isEqualTo("demo");
    assertThat(status.path("instance").asText()).isEqualTo("demo-1");
    assertThat(status.path("active").path("digest").asText()).isEqualTo(digest(2));
    assertThat(status.path("active").path("sequence").asLong()).isEqualTo(2);
    assertThat(status.path("active").path("source").asText()).isEqualTo("local");
    assertThat(status.path("previous").path("digest").asText()).isEqualTo(digest(1));
    assertThat(status.path("decisions").path("denied").asLong(-1)).isZero();
    assertThat(status.path("health").path("state").asText()).isEqualTo("active");
    assertThat(status.path("health").path("ready").asBoolean()).isTrue();
    assertThat(status.path("health").path("problems").isArray()).isTrue();
    assertThat(status).hasSize(6);
  }

  @Test
  void whenRolledBack_thenToThePreviousOrTheOneThatIsNamed() throws IOException {
    JsonNode back = handle(200, rollback("{\"reason\": \"too open\"}"));
    assertThat(back.path("digest").asText()).isEqualTo(digest(1)).isEqualTo(plane.live());
    assertThat(back.path("previous_digest").asText()).isEqualTo(digest(2));
    String named = "{\"digest\": \"%s\", \"reason\": \"r\"}".formatted(digest(1));
    assertThat(handle(200, rollback(named)).path("status").asText()).isEqualTo("unchanged");
    String unknown = "{\"digest\": \"%s\", \"reason\": \"r\"}".formatted(digest(9));
    refused(ErrorCode.BUNDLE_NOT_RETAINED, rollback(unknown));
    assertThat(plane.live()).isEqualTo(digest(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|reason is required",
        "{\"reason\": null}|reason is required",
        "{\"reason\": 7}|reason must be a string",
        "{\"reason\": \" \"}|reason must not be blank",
        "{\"reason\": \"r\", \"digest\": \"abc\"}|does not start with sha256:",
        "{\"reason\": \"r\", \"force\": true}|and nothing else",
        "{\"reason\": \"r\", \"reason\": \"s\"}|not JSON",
        "{\"reason\": \"r\"} x|not JSON",
        "[]|must be a JSON object",
        "''|must be a JSON object",
        "{|not JSON",
      })
  void whenARollbackIsNotUnderstood_thenIsRefused(String body, String message) throws IOException {
    assertThat(refused(ErrorCode.VALIDATION_ERROR, rollback(body)).path("message").asText())
        .contains(message);
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenARollbackIsVeryLong_thenIsRefused() throws IOException {
    String reason = "{\"reason\": \"" + "x".repeat(64 << 10) + "\"}";
    assertThat(refused(ErrorCode.VALIDATION_ERROR, rollback(reason)).path("message").asText())
        .contains("more than 65536 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, NOT_FOUND,",
    "GET, /control/v1/statu, NOT_FOUND,",
    "GET, /control/v1/status/, NOT_FOUND,",
    "GET, /control/v1/../v1/status, NOT_FOUND,",
    "GET, /control/v1/%73tatus, NOT_FOUND,",
    "HEAD, /control/v1/status, METHOD_NOT_ALLOWED, GET",
    "POST, /control/v1/bundle, METHOD_NOT_ALLOWED, PUT",
    "PUT, /control/v1/rollback, METHOD_NOT_ALLOWED, POST",
    "DELETE, /control/v1/bundle, METHOD_NOT_ALLOWED, PUT",
  })
  void whenThePathOrTheMethodIsWrong_thenSaysSo(
      String method, String path, ErrorCode code, String allow) throws IOException {
    Request request = request(method, path);
    refused(code, request);
    assertThat(plane.handler.handle(request).headers().get("Allow")).isEqualTo(allow);
  }

  @Test
  void whenThePeerIsNobody_thenNothingIsLookedAt() throws IOException {
    List<X509Certificate> stranger =
        SpiffeAuthority.of("example.org").issue("/deployer").chain();
    for (String path : List.of("/control/v1/bundle", "/no/such/path")) {
      for (List<X509Certificate> chain : List.of(List.<X509Certificate>of(), stranger)) {
        Request request = request("PUT", path).by(chain).body(new Unreadable());
        JsonNode envelope = refused(ErrorCode.AUTHENTICATION_REQUIRED, request);
        assertThat(envelope.path("message").asText())
            .isEqualTo("a certificate that is trusted is required");
        assertThat(envelope.path("operation_id").asText()).isEmpty();
      }
      Request other =
          request("PUT", path)
              .by(plane.authority.issue("/deployer2").chain())
              .body(new Unreadable());
      JsonNode envelope = refused(ErrorCode.AUTHORIZATION_DENIED, other);
      assertThat(envelope.path("message").asText()).isEqualTo("access is denied");
      assertThat(envelope.path("operation_id").asText()).isEmpty();
    }
  }

  @Test
  void whenACertificateExpiresOnAnOpenConnection_thenItDoesNotCountAnyMore() throws IOException {
    refused(
        ErrorCode.AUTHENTICATION_REQUIRED,
        request("GET", "/control/v1/status")
            .by(plane.authority.request("/deployer").expired().issue().chain()));
  }

  @Test
  void whenTheDigestIsNotRight_thenTheBundleIsNotLookedAt() throws IOException {
    byte[] bundle = VersionedPolicy.bundle(3);
    byte[] other = VersionedPolicy.bundle(4);
    assertThat(
            refused(ErrorCode.VALIDATION_ERROR, request("PUT", "/control/v1/bundle").body(bundle))
                .path("message")
                .asText())
        .contains("is required");
    refused(ErrorCode.VALIDATION_ERROR, push(bundle).with("content-digest", "sha-256=:AAAA:"));
    assertThat(
            refused(
                    ErrorCode.DIGEST_MISMATCH,
                    push(bundle)
                        .with("content-digest", ContentDigest.format(BundleDigest.of(other))))
                .path("operation_id")
                .asText())
        .isEqualTo("pushBundle");
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenTheHeadersOfABodyAreWrong_thenItIsNotRead() throws IOException {
    byte[] bundle = VersionedPolicy.bundle(3);
    Request unreadable = push(bundle).body(new Unreadable());
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("content-encoding", "gzip"));
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("content-length", "-1"));
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("content-length", "1", "2"));
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("eunomia-deployment-id", "a b"));
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("eunomia-deployment-id", "é"));
    refused(ErrorCode.VALIDATION_ERROR, unreadable.with("eunomia-deployment-id", "x".repeat(129)));
    refused(ErrorCode.BUNDLE_TOO_LARGE, unreadable.with("content-length", "1048577"));
    handle(
        200,
        push(bundle)
            .with("content-encoding", "identity")
            .with("content-length", String.valueOf(bundle.length))
            .with("eunomia-deployment-id", "d".repeat(128)));
  }

  @Test
  void whenTheBodyIsNotAsLongAsItSays_thenIsRefused() throws IOException {
    byte[] bundle = VersionedPolicy.bundle(3);
    String longer = String.valueOf(bundle.length + 1);
    assertThat(
            refused(ErrorCode.VALIDATION_ERROR, push(bundle).with("content-length", longer))
                .path("message")
                .asText())
        .contains("ended after");
    assertThat(
            refused(ErrorCode.VALIDATION_ERROR, push(bundle).body(new Breaking(bundle)))
                .path("message")
                .asText())
        .contains("broke off after " + bundle.length + " bytes");
    byte[] large = new byte[(1 << 20) + 1];
    refused(ErrorCode.BUNDLE_TOO_LARGE, push(large));
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenABodyDribbles_thenIsRefused() throws IOException {
    Request slow = push(VersionedPolicy.bundle(3)).body(new Endless(() -> {}));
    assertThat(refused(ErrorCode.VALIDATION_ERROR, slow).path("message").asText())
        .contains("took too long");
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenTooManyComeAtOnce_thenOneIsToldToComeLater() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    byte[] bundle = VersionedPolicy.bundle(3);
    CompletableFuture<ControlResponse> first =
        CompletableFuture.supplyAsync(
            () ->
                plane.handler.handle(
                    push(bundle)
                        .body(
                            new Endless(
                                () -> {
                                  began.countDown();
                                  await(go);
                                }))));
    await(began);
    assertThat(plane.spooled()).hasSize(1);
    if (Files.getFileStore(plane.spool).supportsFileAttributeView("posix")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(plane.spooled().get(0))))
          .isEqualTo("rw-------");
    }
    refused(ErrorCode.RATE_LIMITED, push(bundle));
    assertThat(plane.handler.handle(push(bundle)).headers()).containsEntry("Retry-After", "1");
    handle(200, request("GET", "/control/v1/status"));
    go.countDown();
    assertThat(first.get(20, TimeUnit.SECONDS).status()).isEqualTo(400);
    handle(200, push(bundle));
  }

  @Test
  void whenARequestHasIds_thenTheEnvelopeHasThem() throws IOException {
    Request request =
        request("GET", "/nowhere")
            .with("x-request-id", "r-1")
            .with("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    JsonNode envelope = refused(ErrorCode.NOT_FOUND, request);
    assertThat(envelope.path("request_id").asText()).isEqualTo("r-1");
    assertThat(envelope.path("trace_id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(envelope.path("details").isObject()).isTrue();
    assertThat(plane.handler.handle(request).headers()).containsEntry("X-Request-Id", "r-1");
    String made =
        refused(ErrorCode.NOT_FOUND, request("GET", "/nowhere").with("x-request-id", "a\nb"))
            .path("request_id")
            .asText();
    assertThat(made).hasSize(36).matches("[0-9a-f]{8}-[0-9a-f]{4}-7.*");
  }

  @ParameterizedTest
  @EnumSource(ActivationException.Code.class)
  void whenAnActivationIsRefused_thenItsCodeHasAStatus(ActivationException.Code code) {
    assertThat(ErrorCode.valueOf(code.name()).httpStatus()).isBetween(400, 422);
  }

  @Test
  void whenTheRuntimeRefuses_thenSaysWhyAndTheLivePolicyStays() throws IOException {
    byte[] data = VersionedPolicy.data(9).getBytes(StandardCharsets.UTF_8);
    refused(ErrorCode.STALE_SEQUENCE, push(VersionedPolicy.bundle(1)));
    refused(
        ErrorCode.WRONG_SERVICE,
        push(Policies.bundle("other", 9, VersionedPolicy.wasm(), data)));
    refused(ErrorCode.BUNDLE_INVALID, push(new byte[] {1, 2, 3}));
    refused(
        ErrorCode.ACTIVATION_FAILED,
        push(Policies.bundle(9, Policies.compile("allow := \"yes\""), "{}")));
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenTheRuntimeIsClosed_thenItIsTheServersFault() throws IOException {
    plane.runtime.close();
    JsonNode envelope = refused(ErrorCode.INTERNAL_ERROR, push(VersionedPolicy.bundle(3)));
    assertThat(envelope.path("message").asText()).isEqualTo("the request could not be served");
    assertThat(
            handle(200, request("GET", "/control/v1/status"))
                .path("health")
                .path("ready")
                .asBoolean(true))
        .isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Request request(String method, String path) {
    return new Request(
        method, path, Map.of(), plane.deployer.chain(), InputStream.nullInputStream());
  }

  private Request push(byte[] bundle) {
    return request("PUT", "/control/v1/bundle")
        .with("content-digest", ContentDigest.format(BundleDigest.of(bundle)))
        .body(bundle);
  }

  private Request rollback(String json) {
    return request("POST", "/control/v1/rollback").body(json.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode handle(int status, Request request) throws IOException {
    ControlResponse response = plane.handler.handle(request);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(body).isEqualTo(status);
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store");
    return new ObjectMapper().readTree(body);
  }

  private JsonNode refused(ErrorCode code, Request request) throws IOException {
    JsonNode envelope = handle(code.httpStatus(), request);
    assertThat(envelope.path("code").asText()).isEqualTo(code.name());
    List<String> names = new ArrayList<>();
    envelope.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "code",
            "message",
            "request_id",
            "trace_id",
            "operation_id",
            "details",
            "timestamp");
    return envelope;
  }

  /** A request without a server. */
  private record Request(
      String method,
      String path,
      Map<String, List<String>> headers,
      List<X509Certificate> peerCertificates,
      InputStream body)
      implements ControlRequest {
    @Override
    public List<String> header(String name) {
      return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    Request with(String name, String... values) {
      Map<String, List<String>> all = new HashMap<>(headers);
      all.put(name, List.of(values));
      return new Request(method, path, all, peerCertificates, body);
    }

    Request by(List<X509Certificate> chain) {
      return new Request(method, path, headers, chain, body);
    }

    Request body(byte[] bytes) {
      return body(new ByteArrayInputStream(bytes));
    }

    Request body(InputStream in) {
      return new Request(method, path, headers, peerCertificates, in);
    }
  }

  /** A body that nobody may look at. */
  private static final class Unreadable extends InputStream {
    @Override
    public int read() {
      throw new AssertionError("the body was read");
    }
  }

  /** A body whose connection breaks at its end. */
  private static final class Breaking extends ByteArrayInputStream {
    Breaking(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int n = super.read(buffer);
      if (n < 0) {
        throw new IOException("connection reset");
      }
      return n;
    }
  }

  /** A body that never ends, a byte at a time. */
  private static final class Endless extends InputStream {
    private final Runnable beforeEach;

    Endless(Runnable beforeEach) {
      this.beforeEach = beforeEach;
    }

    @Override
    public int read() {
      beforeEach.run();
      Thread.onSpinWait();
      return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      buffer[offset] = (byte) read();
      return 1;
    }
  }
}
