package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpTlsTest {
  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";
  private static final SpiffeAuthority AUTHORITY = SpiffeAuthority.of("example.org");
  private static final SpiffeAuthority STRANGER = SpiffeAuthority.of("example.org");
  private static final Svid SERVER = server("EC", "localhost");

  private HttpServers server = serve(SERVER, false, "TLSv1.3", "TLSv1.2");
  private Calls calls = calls(access().build());

  private static Svid server(String key, String name) {
    return AUTHORITY.request("spiffe://example.org/server").key(key).dns(name).issue();
  }

  private static NetworkAccess.Builder access() {
    return NetworkAccess.builder().hosts("127.0.0.1", "localhost");
  }

  private static Calls calls(NetworkAccess access) {
    return new Calls(BuiltinRegistry.empty().withNetwork(access), Clock.systemUTC());
  }

  private static HttpServers serve(Svid identity, boolean needsClient, String... protocols) {
    return HttpServers.secured(
        identity.context(AUTHORITY),
        needsClient,
        List.of(protocols),
        exchange -> HttpServers.answer(exchange, 200, "text/plain", "ok"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void serveInstead(HttpServers other) {
    server.close();
    server = other;
  }

  private String send(String... members) {
    return sendTo(server.url("/"), members);
  }

  private String sendTo(String url, String... members) {
    StringBuilder request = new StringBuilder("{\"method\": \"get\", \"url\": " + Calls.text(url));
    for (String member : members) {
      request.append(", ").append(member);
    }
    calls.context().begin();
    try {
      ObjectValue response = (ObjectValue) calls.value("http.send", request + "}");
      return TermText.write(Objects.requireNonNull(response.get("raw_body")));
    } catch (BuiltinException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String member(String name, String text) {
    return "\"" + name + "\": " + Calls.text(text);
  }

  private static String trusting(SpiffeAuthority authority) {
    return member("tls_ca_cert", authority.bundlePem());
  }

  @Test
  void whenAuthorityIsTrusted_thenTheServerIsAsked() {
    assertThat(send(trusting(AUTHORITY))).isEqualTo("\"ok\"");
    assertThat(send(trusting(AUTHORITY), "\"tls_use_system_certs\": true")).isEqualTo("\"ok\"");
    assertThat(send()).contains("tls: ").contains("unable to find valid certification path");
    assertThat(send(trusting(STRANGER))).contains("tls: ");
    assertThat(send("\"tls_use_system_certs\": true")).contains("tls: ");
    assertThat(send(member("tls_ca_cert", "nothing"))).isEqualTo("could not append certificates");
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void whenServerIsSomebodyElse_thenItIsNotAsked() {
    serveInstead(serve(server("EC", "other.example"), false, "TLSv1.3"));
    assertThat(send(trusting(AUTHORITY))).contains("No subject alternative DNS name");
    String byAddress = "https://127.0.0.1:" + server.port() + "/";
    assertThat(sendTo(byAddress, trusting(AUTHORITY))).contains("tls: ");
    assertThat(server.asked()).isEmpty();
    assertThat(send(trusting(AUTHORITY), member("tls_server_name", "other.example")))
        .isEqualTo("\"ok\"");
    assertThat(sendTo(byAddress, trusting(AUTHORITY), "\"headers\": {\"host\": \"other.example\"}"))
        .isEqualTo("\"ok\"");
    assertThat(server.asked().get(1).header("Host")).isEqualTo("other.example");
  }

  @Test
  void whenVerificationIsSkipped_thenAnybodyWillDo() {
    serveInstead(serve(server("EC", "other.example"), false, "TLSv1.3"));
    assertThat(send("\"tls_insecure_skip_verify\": true")).isEqualTo("\"ok\"");
    assertThat(send()).as("not what a kept connection may serve").contains("tls: ");
  }

  @Test
  void whenServerKnowsOnlyTls12_thenItIsAskedIfThatIsAllowed() throws Exception {
    SSLServerSocket socket =
        (SSLServerSocket)
            SERVER
                .context(AUTHORITY)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    try (RawServer old = new RawServer(socket, RawServer.saying(OK))) {
      String url = "https://localhost:" + old.port() + "/";
      assertThat(sendTo(url, trusting(AUTHORITY))).endsWith("(TLS 1.3 is the least here)");
      calls = calls(access().tls12(true).build());
      assertThat(sendTo(url, trusting(AUTHORITY))).isEqualTo("\"ok\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void whenServerWantsAClient_thenItIsShownOne(String key) {
    serveInstead(serve(SERVER, true, "TLSv1.3"));
    Svid client = AUTHORITY.request("spiffe://example.org/client").key(key).issue();
    assertThat(send(trusting(AUTHORITY))).matches(".*(tls: |connection lost|EOF).*");
    assertThat(
            send(
                trusting(AUTHORITY),
                member("tls_client_cert", client.certificatePem()),
                member("tls_client_key", client.keyPem())))
        .isEqualTo("\"ok\"");
    assertThat(send(trusting(AUTHORITY)))
        .as("the connection is not anybody's")
        .matches(".*(tls: |connection lost|EOF).*");
    assertThat(
            send(
                trusting(AUTHORITY),
                member("tls_client_cert", client.certificatePem()),
                member("tls_client_key", SERVER.keyPem())))
        .startsWith("tls: private key");
  }

  @Test
  void whenCertificatesAreInFiles_thenTheyAreReadIfThatIsAllowed(@TempDir Path directory)
      throws Exception {
    serveInstead(serve(SERVER, true, "TLSv1.3"));
    Svid client = AUTHORITY.issue("spiffe://example.org/client");
    Svid.SvidFiles files = client.writeTo(directory);
    Path authority = Files.writeString(directory.resolve("ca.pem"), AUTHORITY.bundlePem());
    String[] members = {
      member("tls_ca_cert_file", authority.toString()),
      member("tls_client_cert_file", files.certificate().toString()),
      member("tls_client_key_file", files.key().toString())
    };
    assertThat(send(members))
        .isEqualTo("'tls_ca_cert_file' is not allowed: files are not read here");
    calls = calls(access().tlsFiles(true).build());
    assertThat(send(members)).isEqualTo("\"ok\"");
    assertThat(send(member("tls_ca_cert_file", directory + "/missing")))
        .isEqualTo("'tls_ca_cert_file' names a file that cannot be read");
    assertThat(send(member("tls_client_key_file", files.key().toString())))
        .isEqualTo("'tls_client_cert_file' and 'tls_client_key_file' go together");
  }

  @Test
  void whenCertificatesAreInVariables_thenTheyAreReadIfThatIsAllowed() {
    assertThat(send(member("tls_ca_cert_env_variable", "PATH")))
        .isEqualTo(
            "'tls_ca_cert_env_variable' is not allowed: environment variables are not read here");
    calls = calls(access().tlsVariables(true).build());
    assertThat(send(member("tls_ca_cert_env_variable", "PATH")))
        .isEqualTo("could not append certificates");
    assertThat(send(member("tls_ca_cert_env_variable", "EUNOMIA_NO_SUCH_VARIABLE")))
        .isEqualTo("'tls_ca_cert_env_variable' names a variable that is not set");
  }

  @Test
  void whenConnectionIsKept_thenItIsUsedAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(send(trusting(AUTHORITY))).isEqualTo("\"ok\"");
    }
    assertThat(server.asked()).hasSize(5);
  }
}
