package io.eunomia.archimedes.enforce.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Callers;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.EnforcerBuilder;
import io.eunomia.archimedes.enforce.TestCertificates;
import io.eunomia.archimedes.enforce.TestPolicy;
import io.eunomia.policy.Caller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EunomiaFilterTest {
  private static final TestCertificates CERTIFICATES = new TestCertificates();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final PolicyRuntime RUNTIME = TestPolicy.open();

  private final AtomicInteger handled = new AtomicInteger();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @AfterAll
  static void closeRuntime() {
    RUNTIME.close();
  }

  private EnforcerBuilder enforcer() {
    return Enforcer.builder(RUNTIME).operations(TestPolicy.OPERATIONS).callers(Callers.fromTls());
  }

  private HttpContext serve(HttpServer server, EnforcerBuilder enforcer) {
    HttpContext context =
        server.createContext(
            "/",
            exchange -> {
              handled.incrementAndGet();
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            });
    context.getFilters().add(new EunomiaFilter(enforcer.build()));
    server.setExecutor(threads);
    server.start();
    return context;
  }

  private static HttpServer plain() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  private static HttpsServer secure() throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SSLContext context = CERTIFICATES.context("spiffe://example.org/ns/prod/sa/users");
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setWantClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    return server;
  }

  private static HttpResponse<String> send(
      HttpServer server, SSLContext tls, String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    (server instanceof HttpsServer ? "https" : "http")
                        + "://localhost:"
                        + server.getAddress().getPort()
                        + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void whenAWorkloadAsks_thenItsCertificateSaysWhoItIs() throws Exception {
    HttpsServer server = secure();
    serve(server, enforcer());
    try {
      SSLContext orders = CERTIFICATES.context(TestPolicy.ORDERS);
      assertThat(send(server, orders, "GET", "/users/1").statusCode()).isEqualTo(200);
      assertThat(handled).hasValue(1);

      HttpResponse<String> other =
          send(server, CERTIFICATES.context(TestPolicy.OTHER), "GET", "/users/1");
      assertThat(other.statusCode()).isEqualTo(403);
      assertThat(send(server, orders, "GET", "/admin").statusCode()).isEqualTo(403);
      assertThat(send(server, orders, "GET", "/nowhere").statusCode()).isEqualTo(403);
      assertThat(
              send(
                      server,
                      CERTIFICATES.context(TestPolicy.ORDERS, TestPolicy.OTHER),
                      "GET",
                      "/users/1")
                  .statusCode())
          .isEqualTo(401);
      HttpResponse<String> nobody =
          send(
              server,
              CERTIFICATES.anonymousContext(),
              "GET",
              "/users/1",
              "x-forwarded-client-cert",
              "URI=" + TestPolicy.ORDERS,
              "x-spiffe-id",
              TestPolicy.ORDERS);
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(handled).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenARequestIsRefused_thenTheAnswerIsTheEnvelope() throws Exception {
    HttpServer server = plain();
    serve(server, enforcer().callers(Callers.anonymous()).challenge("Bearer"));
    SSLContext tls = CERTIFICATES.anonymousContext();
    try {
      HttpResponse<String> denied = send(server, tls, "GET", "/users/1", "X-Request-Id", "r-1");
      assertThat(denied.statusCode()).isEqualTo(403);
      assertThat(denied.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(denied.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(denied.headers().firstValue("WWW-Authenticate")).isEmpty();
      JsonNode body = MAPPER.readTree(denied.body());
      assertThat(body.path("code").textValue()).isEqualTo("AUTHORIZATION_DENIED");
      assertThat(body.path("request_id").textValue()).isEqualTo("r-1");
      assertThat(body.path("operation_id").textValue()).isEqualTo("getUser");

      HttpResponse<String> head = send(server, tls, "HEAD", "/users/1");
      assertThat(head.statusCode()).isEqualTo(403);
      assertThat(head.body()).isEmpty();
      assertThat(handled).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenABodyIsNotRead_thenTheNextRequestOfTheConnectionIsAskedAboutToo() throws Exception {
    HttpServer server = plain();
    serve(server, enforcer().challenge("Bearer realm=\"users\""));
    try {
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest post =
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + server.getAddress().getPort() + "/users/1"))
              .POST(BodyPublishers.ofByteArray(new byte[20_000]))
              .build();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> response = client.send(post, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
            .contains("Bearer realm=\"users\"");
      }
      assertThat(handled).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenSomethingIsAttached_thenResolversSeeTheExchangeAndNothingThatOthersShare()
      throws Exception {
    List<@Nullable Object> seen = new CopyOnWriteArrayList<>();
    HttpServer server = plain();
    HttpContext context =
        serve(
            server,
            enforcer()
                .callers(
                    request -> {
                      seen.add(request.attribute("caller"));
                      return request.attribute(HttpExchange.class.getName())
                              instanceof HttpExchange exchange
                          ? Optional.of(Caller.user(exchange.getProtocol(), List.of("reader")))
                          : Optional.empty();
                    }));
    context.getFilters().add(0, new Attaching());
    try {
      assertThat(send(server, CERTIFICATES.anonymousContext(), "GET", "/users/1").statusCode())
          .isEqualTo(200);
      assertThat(seen).hasSize(1).containsOnlyNulls();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whenInShadowMode_thenTheHandlerIsReachedOnce() throws Exception {
    HttpServer server = plain();
    serve(server, enforcer().shadow(true));
    try {
      assertThat(send(server, CERTIFICATES.anonymousContext(), "GET", "/users/1").statusCode())
          .isEqualTo(200);
      assertThat(handled).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  private static final class Attaching extends Filter {
    @Override
    public String description() {
      return "attaches a caller";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      exchange.setAttribute("caller", "somebody");
      chain.doFilter(exchange);
    }
  }
}
