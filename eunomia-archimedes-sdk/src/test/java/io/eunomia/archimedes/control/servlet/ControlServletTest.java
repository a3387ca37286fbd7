package io.eunomia.archimedes.control.servlet;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.ControlPlane;
import io.eunomia.archimedes.control.RawClient;
import io.eunomia.archimedes.control.RawClient.Answer;
import io.eunomia.archimedes.control.Requests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control plane in Jetty, with TLS. */
class ControlServletTest {
  private static final byte[] BUNDLE = VersionedPolicy.bundle(3);

  @TempDir private Path directory;
  private ControlPlane plane;
  private Server server;
  private int port;
  private SSLContext deployer;

  @BeforeEach
  void start() throws Exception {
    plane = new ControlPlane(directory, options -> options.withMaxBundleBytes(64 << 10));
    server = new Server();
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(plane.identity.serverContext());
    tls.setNeedClientAuth(true);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    // The peer is known by its SPIFFE id; how it calls the host does not matter.
    http.addCustomizer(new SecureRequestCustomizer(false));
    ServerConnector connector =
        new ServerConnector(
            server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler("/app");
    context.addServlet(new ServletHolder(new ControlServlet(plane.handler)), "/control/*");
    server.setHandler(context);
    server.start();
    port = connector.getLocalPort();
    deployer = plane.deployer.context(plane.authority);
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    plane.close();
  }

  @Test
  void whenABundleIsPushedAndRolledBack_thenItIsSo() throws IOException {
    Answer push = exchange(deployer, Requests.push(BUNDLE), BUNDLE);
    assertThat(push.status()).as(push.body()).isEqualTo(200);
    assertThat(push.json().path("digest").asText()).isEqualTo(digest(3)).isEqualTo(plane.live());
    Answer back = exchange(deployer, Requests.rollback("{\"reason\": \"test\"}"), new byte[0]);
    assertThat(back.json().path("digest").asText()).isEqualTo(digest(2)).isEqualTo(plane.live());
    Answer status = exchange(deployer, Requests.STATUS, new byte[0]);
    assertThat(status.json().path("active").path("digest").asText()).isEqualTo(digest(2));
  }

  @Test
  void whenSomethingIsWrong_thenIsRefusedAsByTheServer() throws IOException {
    byte[] changed = BUNDLE.clone();
    changed[changed.length / 2] ^= 1;
    assertThat(exchange(deployer, Requests.push(BUNDLE), changed).code())
        .isEqualTo("DIGEST_MISMATCH");
    // More than fits the buffers between here and there: it must be taken to be answered.
    byte[] large = new byte[16 << 20];
    assertThat(exchange(deployer, Requests.push(large), large).code())
        .isEqualTo("BUNDLE_TOO_LARGE");
    String nowhere = "GET /control/v1/nowhere HTTP/1.1\nHost: demo\n\n";
    assertThat(exchange(deployer, nowhere, new byte[0]).code()).isEqualTo("NOT_FOUND");
    SSLContext other = plane.authority.issue("/other").context(plane.authority);
    assertThat(exchange(other, Requests.push(large), large).code())
        .isEqualTo("AUTHORIZATION_DENIED");
    assertThat(plane.live()).isEqualTo(digest(2));
    assertThat(plane.spooled()).isEmpty();
  }

  @Test
  void whenTheConnectionBreaksInTheMiddle_thenNothingHappens() throws IOException {
    try (RawClient client = RawClient.connect(deployer, port)) {
      client.send(mounted(Requests.push(BUNDLE)));
      client.send(Arrays.copyOf(BUNDLE, BUNDLE.length / 2));
    }
    assertThat(exchange(deployer, Requests.STATUS, new byte[0]).status()).isEqualTo(200);
    assertThat(plane.live()).isEqualTo(digest(2));
  }

  @Test
  void whenThereIsNoCertificate_thenThereIsNoConnection() {
    SSLContext anonymous = plane.authority.anonymousContext();
    assertThatThrownBy(
            () -> {
              if (exchange(anonymous, Requests.STATUS, new byte[0]).status() == 0) {
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
  }

  private Answer exchange(SSLContext context, String head, byte[] body) throws IOException {
    return RawClient.exchange(context, port, mounted(head), body);
  }

  /** Where the application is, and no connection that stays open. */
  private static String mounted(String head) {
    return head.replace(" /control", " /app/control")
        .replace("Host: demo\n", "Host: demo\nConnection: close\n");
  }
}
