package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.builtins.HttpServers.Asked;
import io.eunomia.archimedes.engine.builtins.HttpServers.Handler;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpSendTest {
  private static final NetworkAccess LOCAL =
      NetworkAccess.builder().hosts("127.0.0.1", "localhost").build();
  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";
  private static final Handler JSON =
      exchange -> HttpServers.answer(exchange, 200, "application/json", "{\"a\":[1,2.50]}");

  private final List<AutoCloseable> open = new ArrayList<>();
  private Calls calls = calls(LOCAL);

  private static Calls calls(NetworkAccess access) {
    return new Calls(BuiltinRegistry.empty().withNetwork(access), Clock.systemUTC());
  }

  private HttpServers serve(Handler handler) {
    HttpServers server = HttpServers.plain(handler);
    open.add(server);
    return server;
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private ObjectValue send(String url, String... members) throws BuiltinException {
    return (ObjectValue) calls.value("http.send", request(url, members));
  }

  private String error(String url, String... members) {
    return calls.error("http.send", request(url, members));
  }

  private static String request(String url, String... members) {
    StringBuilder request = new StringBuilder("{\"url\": " + Calls.text(url));
    boolean method = false;
    for (String member : members) {
      request.append(", ").append(member);
      method |= member.startsWith("\"method\"");
    }
    return request + (method ? "}" : ", \"method\": \"get\"}");
  }

  private static String get(ObjectValue object, String member) {
    Value value = object.get(member);
    return value == null ? "undefined" : TermText.write(value);
  }

  private static ObjectValue part(ObjectValue object, String member) {
    return (ObjectValue) Objects.requireNonNull(object.get(member));
  }

  private static String header(ObjectValue response, String name) {
    return get(part(response, "headers"), name);
  }

  @Test
  void whenServerAnswers_thenTheResponseIsThatOfTheDocumentation() throws BuiltinException {
    HttpServers server =
        serve(
            exchange -> {
              exchange.getResponseHeaders().add("X-Many", "1");
              exchange.getResponseHeaders().add("X-Many", "2");
              JSON.handle(exchange);
            });
    ObjectValue response = send(server.url("/a%2Fb?q=1&r"));
    assertThat(get(response, "status")).isEqualTo("\"200 OK\"");
    assertThat(get(response, "status_code")).isEqualTo("200");
    assertThat(response.get("body")).isEqualTo(TermText.read("{\"a\":[1,2.5]}"));
    assertThat(get(response, "raw_body")).isEqualTo("\"{\\\"a\\\":[1,2.50]}\"");
    assertThat(header(response, "x-many")).isEqualTo("[\"1\",\"2\"]");
    assertThat(header(response, "content-type")).isEqualTo("[\"application/json\"]");
    assertThat(response.get("error")).isNull();
    Asked asked = server.asked().get(0);
    assertThat(asked.method()).isEqualTo("GET");
    assertThat(asked.uri()).isEqualTo("/a%2Fb?q=1&r");
    assertThat(asked.header("Host")).isEqualTo("127.0.0.1:" + server.port());
    assertThat(asked.header("User-Agent")).isEqualTo("eunomia-archimedes");
    assertThat(asked.header("Content-Length")).isNull();
  }

  @Test
  void whenHeadersAndBodyAreGiven_thenTheyAreSent() throws BuiltinException {
    HttpServers server = serve(JSON);
    send(
        server.url("/"),
        "\"method\": \"pOst\"",
        "\"body\": {\"b\": {1}, \"a\": \"<ü>\"}",
        "\"headers\": {\"X-Name\": \"ü\", \"user-agent\": \"mine\", \"Host\": \"other.example\","
            + " \"Content-Length\": \"3\", \"Authorization\": \"Bearer t\"}");
    Asked asked = server.asked().get(0);
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.body()).isEqualTo("{\"a\":\"\\u003cü\\u003e\",\"b\":[1]}");
    assertThat(asked.header("User-Agent")).isEqualTo("mine");
    assertThat(asked.header("Host")).isEqualTo("other.example");
    assertThat(asked.header("Authorization")).isEqualTo("Bearer t");
    assertThat(asked.header("X-Name").getBytes(StandardCharsets.ISO_8859_1))
        .isEqualTo("ü".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whenBodyIsRaw_thenItIsSentAsItIs() throws BuiltinException {
    HttpServers server = serve(JSON);
    send(server.url("/"), "\"method\": \"PUT\"", "\"raw_body\": \"a=b&c\"", "\"body\": 1");
    assertThat(server.asked().get(0).body()).isEqualTo("a=b&c");
    send(server.url("/"), "\"method\": \"POST\"");
    assertThat(server.asked().get(1).header("Content-Length")).isEqualTo("0");
  }

  @Test
  void whenUserIsInTheUrl_thenTheServerKnowsHim() throws BuiltinException {
    HttpServers server = serve(JSON);
    send("http://u%40x:p@127.0.0.1:" + server.port());
    // base64 of u@x:p
    assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Basic dUB4OnA=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json; charset=utf-8 | [1] | | [1]",
        "application/yaml | a: [1, x] | | {\"a\":[1,\"x\"]}",
        "application/x-yaml | a: 1 | | {\"a\":1}",
        "text/plain | [1] | | null",
        "'' | [1] | | null",
        "application/json | [1 | | null",
        "application/json | '' | | null",
        "application/yaml | 'a: [' | | null",
        "text/plain | [1] | force_json_decode | [1]",
        "text/plain | a: 1 | force_yaml_decode | {\"a\":1}",
        "text/plain | a: 1 | force_json_decode | null"
      })
  void whenBodyHasAType_thenItIsDecodedByIt(String type, String body, String force, String expected)
      throws BuiltinException {
    HttpServers server = serve(exchange -> HttpServers.answer(exchange, 200, type, body));
    String more = force == null ? "\"cache\": false" : "\"" + force + "\": true";
    ObjectValue response = send(server.url("/"), more);
    assertThat(get(response, "body")).isEqualTo(expected);
    assertThat(get(response, "raw_body")).isEqualTo(Calls.text(body));
  }

  @Test
  void whenMethodIsHead_thenThereIsNoBody() throws BuiltinException {
    HttpServers server =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.sendResponseHeaders(200, -1);
            });
    ObjectValue response = send(server.url("/"), "\"method\": \"HEAD\"");
    assertThat(get(response, "raw_body")).isEqualTo("\"\"");
    assertThat(response.get("body")).isEqualTo(NullValue.INSTANCE);
  }

  @Test
  void whenRequestIsNotOne_thenTheErrorIsOpas() {
    assertThat(calls.error("http.send", "1")).isEqualTo("operand 1 must be object but got number");
    assertThat(error("http://127.0.0.1/", "\"bad_key\": 1", "\"another\": 2"))
        .isEqualTo("operand 1 invalid request parameters(s): {\"another\", \"bad_key\"}");
    assertThat(calls.error("http.send", "{\"method\": \"get\"}"))
        .isEqualTo("operand 1 missing required request parameters(s): {\"url\"}");
    assertThat(calls.error("http.send", "{}"))
        .isEqualTo("operand 1 missing required request parameters(s): {\"method\", \"url\"}");
    assertThat(error("http://127.0.0.1/", "\"raise_error\": 1"))
        .isEqualTo("invalid value for raise_error field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"method\": \"a b\"",
        "\"method\": 1",
        "\"method\": \"connect\"",
        "\"headers\": []",
        "\"headers\": {\"a\": 1}",
        "\"headers\": {\"a b\": \"1\"}",
        "\"headers\": {\"a\": \"1\\r\\nx: 2\"}",
        "\"raw_body\": {}",
        "\"timeout\": \"5\"",
        "\"timeout\": 1.5",
        "\"timeout\": {}",
        "\"max_retry_attempts\": \"1\"",
        "\"max_retry_attempts\": -1",
        "\"caching_mode\": \"other\"",
        "\"force_cache\": true",
        "\"cache_ignored_headers\": \"a\"",
        "\"cache_ignored_headers\": [1]",
        "\"enable_redirect\": \"yes\"",
        "\"tls_client_cert\": \"x\"",
        "\"tls_ca_cert_file\": \"/etc/passwd\"",
        "\"tls_ca_cert_env_variable\": \"HOME\""
      })
  void whenAParameterIsWrong_thenNothingIsSent(String member) throws BuiltinException {
    HttpServers server = serve(JSON);
    ObjectValue response = send(server.url("/"), member, "\"raise_error\": false");
    assertThat(get(response, "status_code")).isEqualTo("0");
    assertThat(get(part(response, "error"), "code")).isEqualTo("\"eval_http_send_internal_error\"");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whenErrorsAreNotRaised_thenTheyAreTheResponse() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + nobody + "/secret?token=secret";
    ObjectValue response = send(url, "\"raise_error\": false");
    assertThat(TermText.read(TermText.write(response)))
        .isEqualTo(
            TermText.read(
                "{\"status_code\": 0, \"error\": {\"code\": \"eval_http_send_network_error\","
                    + " \"message\": \"GET http://127.0.0.1:"
                    + nobody
                    + ": connection refused\"}}"));
    assertThat(error(url)).endsWith(": connection refused").doesNotContain("secret");
    assertThat(error("ftp://127.0.0.1/")).isEqualTo("unsupported protocol scheme \"ftp\"");
    assertThat(error("http:///path")).isEqualTo("no Host in request URL");
    assertThat(error("http://[::1")).contains("missing ']' in host");
  }

  @Test
  void whenHostIsNotListed_thenItIsNotAsked() throws BuiltinException {
    HttpServers server = serve(JSON);
    calls = calls(NetworkAccess.builder().hosts("example.org").build());
    assertThat(error(server.url("/"))).isEqualTo("unallowed host: 127.0.0.1");
    assertThat(error("http://EXAMPLE.com/")).isEqualTo("unallowed host: example.com");
    assertThat(get(send(server.url("/"), "\"raise_error\": false"), "error"))
        .contains("eval_http_send_internal_error");
    calls = calls(NetworkAccess.builder().build());
    assertThat(error("http://example.org/")).isEqualTo("unallowed host: example.org");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whenAnyHostIsAllowed_thenThisMachineIsNot() throws BuiltinException {
    HttpServers server = serve(JSON);
    calls = calls(NetworkAccess.builder().anyHost().build());
    assertThat(error(server.url("/"))).isEqualTo("unallowed address: 127.0.0.1, which is loopback");
    String port = ":" + server.port() + "/";
    assertThat(error("http://localhost" + port)).startsWith("unallowed address: localhost is at ");
    for (String spelling :
        List.of("127.1", "0x7f000001", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]", "[::1]")) {
      assertThat(error("http://" + spelling + port))
          .as(spelling)
          .matches("unallowed address: .*loopback|.*lookup .*: no such host");
    }
    assertThat(error("http://169.254.169.254/latest/meta-data/"))
        .isEqualTo("unallowed address: 169.254.169.254, which is link-local");
    assertThat(server.asked()).isEmpty();
    calls = calls(NetworkAccess.builder().anyHost().internalAddresses(true).build());
    assertThat(get(send(server.url("/")), "status_code")).isEqualTo("200");
    assertThat(error("http://169.254.169.254/"))
        .isEqualTo("unallowed address: 169.254.169.254, which is link-local");
  }

  @Test
  void whenRedirectsAreNotFollowed_thenTheyAreTheResponse() throws BuiltinException {
    HttpServers server = serve(redirect(302, "/next"));
    ObjectValue response = send(server.url("/"));
    assertThat(get(response, "status_code")).isEqualTo("302");
    assertThat(header(response, "location")).isEqualTo("[\"/next\"]");
    assertThat(server.asked()).hasSize(1);
  }

  private static Handler redirect(int code, String location) {
    return exchange -> {
      if (exchange.getRequestURI().getPath().equals("/next")) {
        JSON.handle(exchange);
      } else {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(code, -1);
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "301, POST, GET, ''",
    "302, POST, GET, ''",
    "303, PUT, GET, ''",
    "302, HEAD, HEAD, ''",
    "307, POST, POST, x",
    "308, PUT, PUT, x"
  })
  void whenRedirectsAreFollowed_thenMethodAndBodyAreThoseOfGo(
      int code, String method, String next, String body) throws BuiltinException {
    HttpServers server = serve(redirect(code, "next"));
    ObjectValue response =
        send(
            server.url("/first"),
            "\"method\": \"" + method + "\"",
            "\"raw_body\": \"x\"",
            "\"headers\": {\"Authorization\": \"a\"}",
            "\"enable_redirect\": true");
    assertThat(get(response, "status_code")).isEqualTo("200");
    Asked second = server.asked().get(1);
    assertThat(second.uri()).isEqualTo("/next");
    assertThat(second.method()).isEqualTo(next);
    assertThat(second.body()).isEqualTo(body);
    assertThat(second.header("Authorization")).isEqualTo("a");
  }

  @Test
  void whenRedirectLeadsToAnotherServer_thenItIsNotGivenTheCredentials() throws BuiltinException {
    HttpServers other = serve(JSON);
    HttpServers server = serve(redirect(307, "http://localhost:" + other.port() + "/x"));
    send(
        server.url("/"),
        "\"headers\": {\"authorization\": \"a\", \"COOKIE\": \"c\", \"X-Other\": \"o\","
            + " \"Host\": \"h\"}",
        "\"enable_redirect\": true");
    Asked asked = other.asked().get(0);
    assertThat(asked.header("Authorization")).isNull();
    assertThat(asked.header("Cookie")).isNull();
    assertThat(asked.header("X-Other")).isEqualTo("o");
    assertThat(asked.header("Host")).isEqualTo("localhost:" + other.port());
  }

  @Test
  void whenRedirectLeadsToAnUnallowedHost_thenItIsNotFollowed() throws BuiltinException {
    HttpServers other = serve(JSON);
    HttpServers server = serve(redirect(302, "http://localhost:" + other.port() + "/"));
    calls = calls(NetworkAccess.builder().hosts("127.0.0.1").build());
    assertThat(error(server.url("/"), "\"enable_redirect\": true"))
        .isEqualTo("unallowed host: localhost");
    HttpServers metadata = serve(redirect(302, "http://169.254.169.254/latest/"));
    calls = calls(NetworkAccess.builder().anyHost().internalAddresses(true).build());
    assertThat(error(metadata.url("/"), "\"enable_redirect\": true"))
        .isEqualTo("unallowed address: 169.254.169.254, which is link-local");
    HttpServers file = serve(redirect(302, "file:///etc/passwd"));
    assertThat(error(file.url("/"), "\"enable_redirect\": true"))
        .isEqualTo("unsupported protocol scheme \"file\"");
    assertThat(other.asked()).isEmpty();
  }

  @Test
  void whenRedirectsDoNotEnd_thenTheTenthIsTheLast() {
    HttpServers server = serve(redirect(302, "/again"));
    assertThat(error(server.url("/"), "\"enable_redirect\": true"))
        .isEqualTo("stopped after 10 redirects");
    assertThat(server.asked()).hasSize(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"50000000", "\"50ms\"", "\"0.05s\"", "\"-1s\""})
  void whenServerIsTooSlow_thenTheRequestTimesOut(String timeout) throws BuiltinException {
    HttpServers server =
        serve(
            exchange -> {
              sleep(2000);
              JSON.handle(exchange);
            });
    assertThat(error(server.url("/"), "\"timeout\": " + timeout)).isEqualTo("request timed out");
    ObjectValue response =
        send(server.url("/"), "\"timeout\": " + timeout, "\"raise_error\": false");
    assertThat(get(response, "error")).contains("eval_http_send_network_error");
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whenBytesComeOneByOne_thenTheTimeoutIsThatOfTheWhole() throws Exception {
    String url =
        raw(
            (in, out) -> {
              for (int i = 0; i < 1000; i++) {
                out.write('H');
                out.flush();
                sleep(30);
              }
            });
    long start = System.nanoTime();
    assertThat(error(url, "\"timeout\": \"200ms\"")).isEqualTo("request timed out");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
  }

  @Test
  void whenServerDoesNotRead_thenWritingTimesOut() throws Exception {
    String url = raw((in, out) -> sleep(60_000));
    String body = "x".repeat(20 << 20);
    long start = System.nanoTime();
    assertThat(
            error(
                url,
                "\"method\": \"post\"",
                "\"raw_body\": \"" + body + "\"",
                "\"timeout\": \"300ms\""))
        .isEqualTo("request timed out");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
  }

  private String raw(RawServer.Talk talk) {
    RawServer server = new RawServer(talk);
    open.add(server);
    return server.url();
  }

  private String saying(String response) {
    return raw(RawServer.saying(response));
  }

  @Test
  void whenResponseIsMalformed_thenItIsAFailure() throws Exception {
    assertThat(error(saying("hello\n\n"))).endsWith(": malformed HTTP response");
    assertThat(error(saying("HTTP/1.1 200 OK\nContent-Length: 9\n\nabc")))
        .endsWith(": unexpected EOF");
    assertThat(error(saying(""))).endsWith(": unexpected EOF");
    assertThat(error(saying("HTTP/1.1 200 OK\nTransfer-Encoding: gzip\n\nabc")))
        .endsWith(": unsupported transfer encoding");
    assertThat(get(send(saying("HTTP/1.0 200\n\nto the end")), "raw_body"))
        .isEqualTo("\"to the end\"");
  }

  @Test
  void whenResponseIsTooLarge_thenItIsAFailure() {
    HttpServers server =
        serve(exchange -> HttpServers.answer(exchange, 200, "text/plain", "x".repeat(1001)));
    calls = calls(NetworkAccess.builder().hosts("127.0.0.1").maxResponseBytes(1000).build());
    assertThat(error(server.url("/"))).endsWith(": the response is longer than 1000 bytes");
  }

  @Test
  void whenNetworkFails_thenItIsTriedAgain() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String url =
        raw(
            RawServer.answering(
                new ArrayList<>(), asked -> connections.incrementAndGet() == 3 ? OK : ""));
    assertThat(error(url, "\"max_retry_attempts\": 1")).endsWith(": unexpected EOF");
    assertThat(connections).hasValue(2);
    connections.set(0);
    assertThat(get(send(url, "\"max_retry_attempts\": 2"), "raw_body")).isEqualTo("\"ok\"");
  }

  @Test
  void whenStatusIsAnError_thenItIsAResponseLikeAnyOther() throws BuiltinException {
    HttpServers server =
        serve(exchange -> HttpServers.answer(exchange, 503, "application/json", "{}"));
    ObjectValue response = send(server.url("/"), "\"max_retry_attempts\": 3");
    assertThat(get(response, "status_code")).isEqualTo("503");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whenServerClosesAKeptConnection_thenTheNextRequestOpensAnother() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    String url =
        raw(
            RawServer.answering(
                new ArrayList<>(),
                asked -> {
                  connections.incrementAndGet();
                  return OK;
                }));
    for (int i = 0; i < 3; i++) {
      assertThat(get(send(url, "\"headers\": {\"n\": \"" + i + "\"}"), "raw_body"))
          .isEqualTo("\"ok\"");
    }
    assertThat(connections).hasValue(3);
  }

  @Test
  void whenSocketIsAUnixOne_thenItIsAskedIfItIsListed(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("s");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    open.add(server);
    server.bind(UnixDomainSocketAddress.of(path));
    List<String> heads = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              try (SocketChannel channel = server.accept()) {
                ByteBuffer buffer = ByteBuffer.allocate(4096);
                channel.read(buffer);
                heads.add(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
                channel.write(
                    ByteBuffer.wrap(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                            .getBytes(StandardCharsets.US_ASCII)));
              } catch (IOException e) {
                heads.add(e.toString());
              }
            });
    thread.start();
    String url =
        "unix://localhost/end/point?socket=" + path.toString().replace("/", "%2F") + "&param=1";
    assertThat(error(url)).isEqualTo("unallowed unix socket: " + path);
    assertThat(error("unix://localhost/")).startsWith("a URL of a unix socket says where it is");
    calls = calls(NetworkAccess.builder().unixSocket(path).build());
    assertThat(get(send(url), "raw_body")).isEqualTo("\"ok\"");
    thread.join();
    assertThat(heads.get(0)).startsWith("GET /end/point?param=1 HTTP/1.1\r\nHost: localhost\r\n");
  }

  @Test
  void whenEvaluationIsOver_thenItIsStoppedAndNotUndefined() throws Exception {
    String url = raw((in, out) -> sleep(2000));
    calls.context().begin(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100));
    assertThatThrownBy(() -> send(url, "\"raise_error\": false"))
        .isInstanceOf(EvaluationStoppedException.class);
  }

  @Test
  void whenThreadIsInterrupted_thenItIsStopped() throws Exception {
    String url = raw((in, out) -> sleep(2000));
    Thread evaluating = Thread.currentThread();
    Thread other =
        new Thread(
            () -> {
              sleep(100);
              evaluating.interrupt();
            });
    other.start();
    assertThatThrownBy(() -> send(url)).isInstanceOf(EvaluationStoppedException.class);
    // Still interrupted, so that waiting comes after it is asked.
    assertThat(Thread.interrupted()).isTrue();
    other.join();
  }

  @Test
  void whenThereIsNoAccess_thenThereAreNoBuiltins() {
    BuiltinRegistry standard = BuiltinRegistry.standard();
    assertThat(standard.find("http.send")).isNull();
    BuiltinRegistry on = standard.withNetwork(LOCAL);
    assertThat(on.find("http.send")).isNotNull();
    assertThat(on.find("net.lookup_ip_addr")).isNotNull();
    assertThat(on.withNetwork(NetworkAccess.off()).names()).isEqualTo(standard.names());
  }
}
