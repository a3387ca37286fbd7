package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.RawClient.Answer;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may use the control plane, over real connections. */
class ControlServerPeerTest {
  private static final byte[] BUNDLE = VersionedPolicy.bundle(3);

  private static ControlPlane plane;
  private static ControlServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    plane = new ControlPlane(directory);
    server = ControlServer.builder(plane.handler, plane.identity).start();
  }

  @AfterAll
  static void stop() {
    server.close();
    plane.close();
  }

  @AfterEach
  void theLivePolicyStays() throws IOException {
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  static Stream<Arguments> strangers() {
    SpiffeAuthority ours = plane.authority;
    String path = ControlPlane.DEPLOYER.path();
    return Stream.of(
        Arguments.of("unknown authority", SpiffeAuthority.of("example.org").issue(path)),
        Arguments.of("another trust domain", SpiffeAuthority.of("example.com").issue(path)),
        Arguments.of("expired", ours.request(path).expired().issue()),
        Arguments.of("not yet valid", ours.request(path).notYetValid().issue()),
        Arguments.of("two URI SANs", ours.request(path).alsoUri("spiffe://example.org/x").issue()),
        Arguments.of("id in the common name only", ours.request(path).idInCommonNameOnly().issue()),
        Arguments.of("an authority", ours.request(path).asAuthority().issue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void whenTheCertificateProvesNothing_thenThereIsNoConnection(String what, Svid svid) {
    assertThatThrownBy(() -> push(svid.context(plane.authority)))
        .as(what)
        .isInstanceOf(IOException.class);
  }

  @Test
  void whenThereIsNoCertificate_thenThereIsNoConnection() {
    SSLContext anonymous = plane.authority.anonymousContext();
    assertThatThrownBy(() -> push(anonymous)).isInstanceOf(IOException.class);
  }

  @Test
  void whenTheProtocolIsOld_thenThereIsNoConnection() {
    SSLContext context = plane.deployer.context(plane.authority);
    assertThatThrownBy(() -> RawClient.connect(context, server.port(), "TLSv1.2"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void whenThereIsNoTls_thenThereIsNoAnswer() throws IOException {
    try (Socket socket = RawClient.connectPlain(server.port())) {
      socket.getOutputStream().write(Requests.STATUS.getBytes(StandardCharsets.US_ASCII));
      // A TLS alert at most, and no HTTP.
      byte[] answer = readUntilClosed(socket);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("HTTP");
    }
  }

  @Test
  void whenSomebodyElseAsks_thenIsDeniedWhateverTheHeadersSay() throws IOException {
    SSLContext context = plane.authority.issue("/deployer/x").context(plane.authority);
    String forged =
        """
        x-spiffe-id: spiffe://example.org/deployer
        X-Forwarded-Client-Cert: URI=spiffe://example.org/deployer
        X-SSL-Client-Cert: %s
        SSL_CLIENT_CERT: x
        Authorization: Bearer spiffe://example.org/deployer
        """
            .formatted(plane.deployer.certificatePem().lines().skip(1).findFirst().orElseThrow());
    Answer push =
        RawClient.exchange(
            context,
            server.port(),
            Requests.push(BUNDLE, forged + "Content-Length: " + BUNDLE.length + "\n"),
            BUNDLE);
    assertThat(push.status()).isEqualTo(403);
    assertThat(push.code()).isEqualTo("AUTHORIZATION_DENIED");
    assertThat(push.json().path("message").asText()).isEqualTo("access is denied");
    Answer nowhere = get(context, "/no/such/path");
    assertThat(nowhere.status()).isEqualTo(403);
    Answer rollback =
        RawClient.exchange(
            context, server.port(), Requests.rollback("{\"reason\":\"r\"}"), new byte[0]);
    assertThat(rollback.status()).isEqualTo(403);
  }

  @Test
  void whenTheDeployerAsks_thenGetsAnAnswerAndNoBanner() throws IOException {
    SSLContext context = plane.deployer.context(plane.authority);
    Answer status = get(context, "/control/v1/status");
    assertThat(status.status()).isEqualTo(200);
    assertThat(status.head().toLowerCase(Locale.ROOT))
        .contains("content-type: application/json")
        .contains("connection: close")
        .doesNotContain("server:")
        .doesNotContain("java");
    try (RawClient client = RawClient.connect(context, server.port())) {
      assertThat(client.protocol()).isEqualTo("TLSv1.3");
    }
  }

  private static void push(SSLContext context) throws IOException {
    Answer answer = RawClient.exchange(context, server.port(), Requests.push(BUNDLE), BUNDLE);
    if (answer.status() == 0) {
      throw new IOException("closed");
    }
  }

  private static Answer get(SSLContext context, String path) throws IOException {
    return RawClient.exchange(
        context, server.port(), "GET " + path + " HTTP/1.1\nHost: demo\n\n", new byte[0]);
  }

  private static byte[] readUntilClosed(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
