package io.eunomia.archimedes.spiffe;

import static io.eunomia.archimedes.spiffe.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.spiffe.PeerRefusedException.Code;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.SvidRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which one of two may be wrong, over real connections. */
class HandshakeTest {
  private static final SpiffeAuthority OWN = SpiffeAuthority.of("example.org");
  private static final SpiffeAuthority PARTNER = SpiffeAuthority.of("partner.example");
  private static final SpiffeAuthority STRANGER = SpiffeAuthority.of("example.org");
  private static final String SERVER = "spiffe://example.org/ns/prod/sa/users";

  @TempDir Path directory;

  /** A peer that is not as it should be, and why it is refused. */
  private record Wrong(String name, Code code, Function<String, SvidRequest> request) {
    Svid svid(String path) {
      return request.apply(path).issue();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Wrong> wrong() {
    return List.of(
        new Wrong("expired", Code.EXPIRED, id -> OWN.request(id).expired()),
        new Wrong("expired above", Code.EXPIRED, id -> OWN.request(id).expiredIntermediate()),
        new Wrong("not yet valid", Code.NOT_YET_VALID, id -> OWN.request(id).notYetValid()),
        new Wrong("others authority", Code.UNKNOWN_AUTHORITY, id -> STRANGER.request(id)),
        new Wrong(
            "other domain",
            Code.UNKNOWN_AUTHORITY,
            id -> SpiffeAuthority.of("elsewhere").request(id)),
        new Wrong(
            "partner for own",
            Code.UNKNOWN_AUTHORITY,
            id -> PARTNER.request(id).uri("spiffe://example.org" + id)),
        new Wrong(
            "own for partner",
            Code.UNKNOWN_AUTHORITY,
            id -> OWN.request(id).uri("spiffe://partner.example" + id)),
        new Wrong(
            "two uris",
            Code.NOT_AN_SVID,
            id -> OWN.request(id).alsoUri("spiffe://example.org/other")),
        new Wrong("common name only", Code.NOT_AN_SVID, id -> OWN.request(id).idInCommonNameOnly()),
        new Wrong(
            "no workload", Code.NOT_AN_SVID, id -> OWN.request(id).uri("spiffe://example.org")),
        new Wrong(
            "unreadable by java spiffe",
            Code.NOT_AN_SVID,
            id -> OWN.request(id).otherName("users")),
        new Wrong("authority", Code.NOT_AN_SVID, id -> OWN.request(id).asAuthority()));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whenAClientIsWrong_thenTheServerRefusesItAndSaysWhy(Wrong wrong) throws Exception {
    List<PeerRefusedException> refused = new CopyOnWriteArrayList<>();
    try (Workload server = server();
        EchoServer echo = new EchoServer(server.identity().serverContext(refused::add))) {
      SSLContext client = wrong.svid("/ns/prod/sa/orders").context(OWN);
      assertThatThrownBy(() -> echo.echo(client)).isInstanceOf(IOException.class);
      await(() -> echo.failures().size() == 1);
      assertThat(PeerRefusedException.behind(echo.failures().get(0)).orElseThrow().code())
          .isEqualTo(wrong.code);
      assertThat(refused).extracting(PeerRefusedException::code).containsExactly(wrong.code);
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whenAServerIsWrong_thenTheClientRefusesItAndSaysWhy(Wrong wrong) throws Exception {
    Svid svid = wrong.svid("/ns/prod/sa/users");
    try (Workload client = client();
        EchoServer echo = new EchoServer(svid.context(OWN))) {
      assertThatThrownBy(() -> echo.echo(client.clientOf(SERVER)))
          .isInstanceOf(SSLHandshakeException.class)
          .satisfies(
              e ->
                  assertThat(PeerRefusedException.behind(e).orElseThrow().code())
                      .isEqualTo(wrong.code));
    }
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whenAChainIsVerifiedLater_thenItIsRefusedJustSo(Wrong wrong) throws Exception {
    try (Workload server = server()) {
      assertThatThrownBy(() -> server.identity().verify(wrong.svid("/ns/prod/sa/x").chain()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class, e -> assertThat(e.code()).isEqualTo(wrong.code));
    }
  }

  static Stream<Arguments> right() {
    return Stream.of(
        Arguments.of("own", OWN.issue("/ns/prod/sa/orders")),
        Arguments.of("federated", PARTNER.issue("/billing")),
        Arguments.of("RSA", OWN.request("/orders").key("RSA").issue()),
        Arguments.of("Ed25519", OWN.request("/orders").key("Ed25519").issue()),
        Arguments.of("DNS name besides", OWN.request("/orders").dns("a.example").issue()),
        Arguments.of("one intermediate", OWN.request("/orders").intermediates(1).issue()),
        Arguments.of("three intermediates", PARTNER.request("/b").intermediates(3).issue()));
  }

  @ParameterizedTest
  @MethodSource("right")
  void whenBothAreRight_thenTheyTalkInTls13AndAreKnown(String name, Svid svid) throws Exception {
    List<PeerRefusedException> refused = new CopyOnWriteArrayList<>();
    try (Workload server = server();
        EchoServer echo = new EchoServer(server.identity().serverContext(refused::add));
        EchoServer.Connection connection = echo.connect(svid.context(OWN))) {
      assertThat(connection.echo("hello")).isEqualTo("hello");
      assertThat(connection.session().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(server.identity().verify(svid.chain())).hasToString(svid.spiffeId());
      assertThat(refused).isEmpty();
    }
  }

  @Test
  void whenTwoIdentitiesMeet_thenBothSidesKnowTheOther() throws Exception {
    try (Workload server = server();
        Workload client = client();
        EchoServer echo = new EchoServer(server.server())) {
      assertThat(server.identity().id()).hasToString(SERVER);
      assertThat(echo.echo(client.clientOf(SERVER))).isEqualTo("hello");
      assertThat(echo.echo(client.clientOf("spiffe://example.org/other", SERVER)))
          .isEqualTo("hello");
    }
  }

  @Test
  void whenTheServerIsSomebodyElse_thenTheClientHangsUp() throws Exception {
    try (Workload server = server();
        Workload client = client();
        EchoServer echo = new EchoServer(server.server())) {
      SSLContext context = client.clientOf("spiffe://example.org/ns/prod/sa/billing");
      assertThatThrownBy(() -> echo.echo(context))
          .isInstanceOf(SSLHandshakeException.class)
          .satisfies(
              e -> {
                PeerRefusedException refusal = PeerRefusedException.behind(e).orElseThrow();
                assertThat(refusal.code()).isEqualTo(Code.UNEXPECTED_ID);
                assertThat(refusal).hasMessageContaining(SERVER);
              });
    }
  }

  @Test
  void whenAClientExpectsNobody_thenItIsWrong() throws Exception {
    try (Workload client = client()) {
      assertThatThrownBy(() -> client.identity().clientContext(Set.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whenAClientHasNoCertificate_thenItGetsNoAnswer() throws Exception {
    try (Workload server = server();
        EchoServer echo = new EchoServer(server.server())) {
      assertThatThrownBy(() -> echo.echo(OWN.anonymousContext())).isInstanceOf(IOException.class);
      await(() -> echo.failures().size() == 1);
      assertThat(echo.failures().get(0)).isInstanceOf(SSLHandshakeException.class);
      assertThatThrownBy(() -> server.identity().verify(List.of()))
          .isInstanceOfSatisfying(
              PeerRefusedException.class, e -> assertThat(e.code()).isEqualTo(Code.NO_CERTIFICATE));
    }
  }

  @Test
  void whenAClientKnowsOnlyTls12_thenItIsRefused() throws Exception {
    try (Workload server = server();
        EchoServer echo = new EchoServer(server.server())) {
      SSLContext client = OWN.issue("/ns/prod/sa/orders").context(OWN);
      assertThatThrownBy(() -> talkTls12(client, echo)).isInstanceOf(IOException.class);
      await(() -> echo.failures().size() == 1);
      assertThat(echo.failures().get(0)).hasMessageContaining("TLSv1.2");
    }
  }

  @Test
  void whenAServerIsMadeToSpeakTls12_thenItsClientsAreStillRefused() throws Exception {
    try (Workload server = server();
        EchoServer echo =
            new EchoServer(
                server.server(),
                socket -> socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"}))) {
      SSLContext client = OWN.issue("/ns/prod/sa/orders").context(OWN);
      assertThatThrownBy(() -> talkTls12(client, echo)).isInstanceOf(IOException.class);
      await(() -> echo.failures().size() == 1);
      assertThat(echo.failures().get(0)).hasMessageContaining("the connection is TLSv1.2");
    }
  }

  @Test
  void whenAServerKnowsOnlyTls12_thenTheClientRefusesIt() throws Exception {
    try (Workload client = client();
        EchoServer echo =
            new EchoServer(
                OWN.issue("/ns/prod/sa/users").context(OWN),
                socket -> socket.setEnabledProtocols(new String[] {"TLSv1.2"}))) {
      assertThatThrownBy(() -> echo.echo(client.clientOf(SERVER)))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whenAContextIsAskedWhatItDoes_thenItDoesTls13Only(boolean isServer) throws Exception {
    try (Workload workload = server()) {
      SSLContext context = isServer ? workload.server() : workload.clientOf(SERVER);
      assertThat(context.getProtocol()).isEqualTo("TLSv1.3");
      for (SSLParameters each :
          List.of(
              context.getDefaultSSLParameters(),
              context.getSupportedSSLParameters(),
              context.createSSLEngine().getSSLParameters(),
              context.createSSLEngine("localhost", 1).getSSLParameters())) {
        assertThat(each.getProtocols()).containsExactly("TLSv1.3");
        assertThat(each.getNeedClientAuth()).isEqualTo(isServer);
      }
      assertThatThrownBy(() -> context.init(null, null, null))
          .isInstanceOf(java.security.KeyManagementException.class);
    }
  }

  @Test
  void whenAContextIsUsedOnTheWrongSide_thenItTrustsNobody() throws Exception {
    try (Workload server = server();
        Workload client = client();
        EchoServer right = new EchoServer(server.server());
        EchoServer wrong =
            new EchoServer(client.clientOf(SERVER), socket -> socket.setNeedClientAuth(true))) {
      assertThatThrownBy(() -> right.echo(server.server()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("for servers, not for clients");
      Svid svid = OWN.issue("/ns/prod/sa/users");
      assertThatThrownBy(() -> wrong.echo(svid.context(OWN))).isInstanceOf(IOException.class);
      await(() -> wrong.failures().size() == 1);
      assertThat(wrong.failures().get(0)).hasMessageContaining("for clients, not for servers");
    }
  }

  @Test
  void whenTheIdentityIsClosed_thenThereAreNoNewConnections() throws Exception {
    Workload server = server();
    try (Workload client = client();
        EchoServer echo = new EchoServer(server.server());
        EchoServer.Connection before = echo.connect(client.clientOf(SERVER))) {
      assertThat(before.echo("before")).isEqualTo("before");
      server.close();
      assertThatThrownBy(() -> echo.echo(client.clientOf(SERVER))).isInstanceOf(IOException.class);
      assertThat(before.echo("after")).isEqualTo("after");
      assertThatThrownBy(() -> server.identity().id()).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> server.identity().lastError())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  private static void talkTls12(SSLContext client, EchoServer echo) throws IOException {
    try (var socket =
        (javax.net.ssl.SSLSocket)
            client
                .getSocketFactory()
                .createSocket(
                    java.net.InetAddress.getLoopbackAddress(), echo.socket().getLocalPort())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      new EchoServer.Connection(socket).echo("hello");
    }
  }

  private Workload server() throws IOException {
    return new Workload(directory.resolve("server"), OWN.issue("/ns/prod/sa/users"), OWN, PARTNER);
  }

  private Workload client() throws IOException {
    return new Workload(directory.resolve("client"), OWN.issue("/ns/prod/sa/orders"), OWN, PARTNER);
  }
}
