package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the control plane refuses, whatever the server: the live policy stays. */
class ControlPlaneRefusalTest {
  private static ControlPlane plane;

  @BeforeAll
  static void open(@TempDir Path directory) throws IOException {
    plane =
        new ControlPlane(
            directory,
            options ->
                options
                    .withMaxUploads(1)
                    .withMaxBundleBytes(1 << 20)
                    .withBodyDeadline(Duration.ofSeconds(2)));
  }

  @AfterAll
  static void close() {
    plane.close();
  }

  @AfterEach
  void theLivePolicyStays() throws IOException {
    assertThat(plane.live()).isEqualTo(digest(2));
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
    BareRequest request = request(method, path);
    refused(code, request);
    assertThat(plane.handler.handle(request).headers().get("Allow")).isEqualTo(allow);
  }

  @Test
  void whenThePeerIsNobody_thenNothingIsLookedAt() throws IOException {
    List<X509Certificate> stranger = SpiffeAuthority.of("example.org").issue("/deployer").chain();
    for (String path : List.of("/control/v1/bundle", "/no/such/path")) {
      for (List<X509Certificate> chain : List.of(List.<X509Certificate>of(), stranger)) {
        BareRequest request = request("PUT", path).by(chain).body(new Bodies.Unreadable());
        JsonNode envelope = refused(ErrorCode.AUTHENTICATION_REQUIRED, request);
        assertThat(envelope.path("message").asText())
            .isEqualTo("a certificate that is trusted is required");
        assertThat(envelope.path("operation_id").asText()).isEmpty();
      }
      BareRequest other =
          request("PUT", path)
              .by(plane.authority.issue("/deployer2").chain())
              .body(new Bodies.Unreadable());
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
            refused(ErrorCode.VALIDATION_ERROR, push(bundle).body(new Bodies.Breaking(bundle)))
                .path("message")
                .asText())
        .contains("broke off after " + bundle.length + " bytes");
    byte[] large = new byte[(1 << 20) + 1];
    refused(ErrorCode.BUNDLE_TOO_LARGE, push(large));
  }

  @Test
  void whenABodyDribbles_thenIsRefused() throws IOException {
    BareRequest slow = push(VersionedPolicy.bundle(3)).body(new Bodies.Endless(() -> {}));
    assertThat(refused(ErrorCode.VALIDATION_ERROR, slow).path("message").asText())
        .contains("took too long");
  }

  @Test
  void whenARequestHasIds_thenTheEnvelopeHasThem() throws IOException {
    BareRequest request =
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

  @Test
  void whenTheRuntimeRefuses_thenSaysWhyAndTheLivePolicyStays() throws IOException {
    byte[] data = VersionedPolicy.data(9).getBytes(StandardCharsets.UTF_8);
    refused(ErrorCode.STALE_SEQUENCE, push(VersionedPolicy.bundle(1)));
    refused(
        ErrorCode.WRONG_SERVICE, push(Policies.bundle("other", 9, VersionedPolicy.wasm(), data)));
    refused(ErrorCode.BUNDLE_INVALID, push(new byte[] {1, 2, 3}));
    refused(
        ErrorCode.ACTIVATION_FAILED,
        push(Policies.bundle(9, Policies.compile("allow := \"yes\""), "{}")));
  }

  private BareRequest request(String method, String path) {
    return BareRequest.of(method, path, plane.deployer.chain());
  }

  private BareRequest push(byte[] bundle) {
    return BareRequest.push(bundle, plane.deployer.chain());
  }

  private BareRequest rollback(String json) {
    return BareRequest.rollback(json, plane.deployer.chain());
  }

  private JsonNode handle(int status, BareRequest request) throws IOException {
    return plane.handle(status, request);
  }

  private JsonNode refused(ErrorCode code, BareRequest request) throws IOException {
    return plane.refused(code, request);
  }
}
