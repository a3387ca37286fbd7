package io.eunomia.archimedes.spiffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK's own HTTP client and server, with nothing set but the contexts. */
class HttpsTest {
  private final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  @TempDir Path directory;
  private Workload users;
  private Workload orders;
  private HttpsServer server;

  @BeforeEach
  void start() throws IOException {
    users = new Workload(directory.resolve("u"), authority.issue("/ns/prod/sa/users"), authority);
    orders = new Workload(directory.resolve("o"), authority.issue("/ns/prod/sa/orders"), authority);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(users.server()));
    server.createContext(
        "/who",
        exchange -> {
          byte[] caller;
          try {
            caller = caller((HttpsExchange) exchange).toString().getBytes(StandardCharsets.UTF_8);
          } catch (PeerRefusedException e) {
            exchange.sendResponseHeaders(401, -1);
            return;
          }
          exchange.sendResponseHeaders(200, caller.length);
          exchange.getResponseBody().write(caller);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    users.close();
    orders.close();
  }

  @Test
  void whenAWorkloadCalls_thenTheServerKnowsWhoItIs() throws Exception {
    assertThat(get(orders.clientOf("spiffe://example.org/ns/prod/sa/users")))
        .isEqualTo("spiffe://example.org/ns/prod/sa/orders");
  }

  @Test
  void whenItIsAnotherServer_thenTheRefusalIsBehindTheFailure() {
    SSLContext client = orders.clientOf("spiffe://example.org/ns/prod/sa/billing");
    assertThatThrownBy(() -> get(client))
        .isInstanceOf(IOException.class)
        .satisfies(
            e ->
                assertThat(PeerRefusedException.behind(e).orElseThrow().code())
                    .isEqualTo(Code.UNEXPECTED_ID));
  }

  @Test
  void whenTheClientHasNoCertificateOrAWrongOne_thenThereIsNoAnswer() {
    assertThatThrownBy(() -> get(withoutHostNames(authority.anonymousContext())))
        .isInstanceOf(IOException.class);
    SpiffeAuthority stranger = SpiffeAuthority.of("example.org");
    assertThatThrownBy(
            () -> get(withoutHostNames(stranger.issue("/ns/prod/sa/orders").context(authority))))
        .isInstanceOf(IOException.class);
  }

  private SpiffeId caller(HttpsExchange exchange) throws IOException, PeerRefusedException {
    return users
        .identity()
        .verify(
            Arrays.stream(exchange.getSSLSession().getPeerCertificates())
                .map(X509Certificate.class::cast)
                .toList());
  }

  private String get(SSLContext client) throws Exception {
    return get(HttpClient.newBuilder().sslContext(client).build());
  }

  private String get(HttpClient client) throws Exception {
    URI uri = URI.create("https://localhost:" + server.getAddress().getPort() + "/who");
    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  /** For contexts that are not ours: the certificates here have no host in them. */
  private static HttpClient withoutHostNames(SSLContext context) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("");
    return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
  }
}
