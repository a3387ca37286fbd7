package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.envelope.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the control plane does for those who may ask. */
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
                    .withBodyDeadline(Duration.ofSeconds(2)));
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

  @Test
  void whenTheHeadersOfABodyAreWrong_thenItIsNotRead() throws IOException {
    byte[] bundle = VersionedPolicy.bundle(3);
    BareRequest unreadable = push(bundle).body(new Bodies.Unreadable());
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
                            new Bodies.Endless(
                                () -> {
                                  began.countDown();
                                  await(go);
                                }))));
    await(began);
    assertThat(plane.spooled()).hasSize(1);
    if (Files.getFileStore(plane.spool).supportsFileAttributeView("posix")) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(plane.spooled().get(0))))
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

  @ParameterizedTest
  @EnumSource(ActivationException.Code.class)
  void whenAnActivationIsRefused_thenItsCodeHasAStatus(ActivationException.Code code) {
    assertThat(ErrorCode.valueOf(code.name()).httpStatus()).isBetween(400, 422);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
