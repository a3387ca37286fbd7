package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to the control plane, over real connections. */
class ControlServerUploadTest {
  private static final byte[] BUNDLE = VersionedPolicy.bundle(3);
  private static final int MAX = 256 << 10;

  private static ControlPlane plane;
  private static ControlServer server;
  private static SSLContext deployer;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    plane = new ControlPlane(directory, options -> options.withMaxBundleBytes(MAX));
    server = ControlServer.builder(plane.handler, plane.identity).start();
    deployer = plane.deployer.context(plane.authority);
  }

  @AfterAll
  static void stop() {
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
  void whenABundleIsPushed_thenItDecides() throws IOException {
    Answer answer = exchange(Requests.push(BUNDLE), BUNDLE);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("digest").asText()).isEqualTo(digest(3)).isEqualTo(plane.live());
    assertThat(exchange(Requests.push(BUNDLE), BUNDLE).json().path("status").asText())
        .isEqualTo("unchanged");
    Answer back = exchange(Requests.rollback("{\"reason\": \"test\"}"), new byte[0]);
    assertThat(back.json().path("digest").asText()).isEqualTo(digest(2)).isEqualTo(plane.live());
  }

  @Test
  void whenItIsSentInChunks_thenItDecidesToo() throws IOException {
    byte[] sent = BUNDLE;
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.push(sent, "Transfer-Encoding: chunked\n"));
      for (int i = 0; i < sent.length; i += 1000) {
        byte[] chunk = Arrays.copyOfRange(sent, i, Math.min(sent.length, i + 1000));
        client.send(Integer.toHexString(chunk.length) + "\n");
        client.send(chunk);
        client.send("\n");
      }
      client.send("0\n\n");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(plane.live()).isEqualTo(digest(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Content-Digest: sha-512=:AAAA:\n",
        "Content-Digest: sha-256=zzz\n",
        "Content-Digest: sha-256=:AAAA:\n",
      })
  void whenTheDigestIsMissingOrGarbled_thenIsRefused(String header) throws IOException {
    String head =
        "PUT /control/v1/bundle HTTP/1.1\nHost: demo\n%sContent-Length: %d\n\n"
            .formatted(header, BUNDLE.length);
    refused(400, "VALIDATION_ERROR", exchange(head, BUNDLE));
  }

  @Test
  void whenTheDigestIsAnothers_thenIsRefused() throws IOException {
    byte[] changed = BUNDLE.clone();
    changed[changed.length / 2] ^= 1;
    refused(400, "DIGEST_MISMATCH", exchange(Requests.push(BUNDLE), changed));
  }

  @Test
  void whenTheConnectionBreaksInTheMiddle_thenNothingHappens() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.push(BUNDLE));
      client.send(Arrays.copyOf(BUNDLE, BUNDLE.length / 2));
      awaitSpooled(1);
    }
    awaitSpooled(0);
    assertThat(plane.live()).isEqualTo(digest(2));
    // All is well for the next one.
    assertThat(exchange(Requests.push(BUNDLE), BUNDLE).status()).isEqualTo(200);
  }

  @Test
  void whenItHasMoreThanItsLength_thenItIsAnotherBundle() throws IOException {
    byte[] longer = Arrays.copyOf(BUNDLE, BUNDLE.length + 1);
    String head = Requests.push(longer, "Content-Length: " + BUNDLE.length + "\n");
    refused(400, "DIGEST_MISMATCH", exchange(head, longer));
  }

  @Test
  void whenItIsTooLargeByItsHeader_thenIsRefusedBeforeItIsSent() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.push(BUNDLE, "Content-Length: " + (MAX + 1) + "\n"));
      // The connection stays open for a moment, to be rid of what is on its way.
      client.send(new byte[MAX + 1]);
      refused(413, "BUNDLE_TOO_LARGE", client.answer());
    }
  }

  @Test
  void whenItIsTooLargeInChunks_thenIsRefusedAsSoonAsItShows() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.push(BUNDLE, "Transfer-Encoding: chunked\n"));
      byte[] chunk = new byte[64 << 10];
      for (int sent = 0; sent <= MAX; sent += chunk.length) {
        client.send(Integer.toHexString(chunk.length) + "\n");
        client.send(chunk);
        client.send("\n");
      }
      client.send("0\n\n");
      refused(413, "BUNDLE_TOO_LARGE", client.answer());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\nContent-Length: 20\n",
        "Content-Length: 10\nTransfer-Encoding: chunked\n",
        "Content-Length: abc\n",
        "Transfer-Encoding: gzip, chunked\n",
        "X Y: z\n",
      })
  void whenTheHeadersContradictEachOther_thenTheServerRefuses(String headers) throws IOException {
    Answer answer = exchange(Requests.push(BUNDLE, headers), new byte[0]);
    assertThat(answer.status()).isIn(400, 501);
    assertThat(answer.body()).doesNotContain("Exception:").doesNotContain("\tat ");
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenThereAreTooManyHeaders_thenIsRefused() throws IOException {
    String many = "a: b\n".repeat(70);
    String large = "a: " + "b".repeat(20_000) + "\n";
    for (String headers : new String[] {many, large}) {
      String request = "GET /control/v1/status HTTP/1.1\nHost: demo\n" + headers + "\n";
      assertThat(exchange(request, new byte[0]).status()).isEqualTo(431);
    }
  }

  @Test
  void whenARollbackIsNotPossible_thenIsRefused() throws IOException {
    refused(400, "VALIDATION_ERROR", exchange(Requests.rollback("{}"), new byte[0]));
    String unknown = "{\"digest\": \"%s\", \"reason\": \"r\"}".formatted(digest(7));
    refused(404, "BUNDLE_NOT_RETAINED", exchange(Requests.rollback(unknown), new byte[0]));
  }

  @Test
  void whenThePathOrTheMethodIsWrong_thenIsRefused() throws IOException {
    refused(404, "NOT_FOUND", get("GET", "/control/v2/status"));
    refused(404, "NOT_FOUND", get("GET", "//control/v1/status"));
    Answer method = get("DELETE", "/control/v1/bundle");
    refused(405, "METHOD_NOT_ALLOWED", method);
    assertThat(method.head()).contains("Allow: PUT");
    assertThat(get("HEAD", "/control/v1/status").status()).isEqualTo(405);
    assertThat(get("GET", "/control/v1/status?verbose").status()).isEqualTo(200);
  }

  @Test
  void whenAnAnswerWasGiven_thenTheConnectionIsNotUsedAgain() throws IOException {
    try (RawClient client = RawClient.connect(deployer, server.port())) {
      client.send(Requests.STATUS + Requests.STATUS);
      String body = client.answer().body();
      assertThat(body).doesNotContain("HTTP/1.1");
    }
  }

  private Answer get(String method, String path) throws IOException {
    return exchange(method + " " + path + " HTTP/1.1\nHost: demo\n\n", new byte[0]);
  }

  private Answer exchange(String head, byte[] body) throws IOException {
    return RawClient.exchange(deployer, server.port(), head, body);
  }

  private void refused(int status, String code, Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(1000);
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  private void awaitSpooled(int count) throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (plane.spooled().size() != count) {
      assertThat(System.nanoTime()).as("still %s", plane.spooled()).isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
