package io.eunomia.archimedes.enforce.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.CallerResolver;
import io.eunomia.archimedes.enforce.Callers;
import io.eunomia.archimedes.enforce.Enforcement;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.EnforcerBuilder;
import io.eunomia.archimedes.enforce.OperationTable;
import io.eunomia.archimedes.enforce.RawHttp;
import io.eunomia.archimedes.enforce.TestCertificates;
import io.eunomia.archimedes.enforce.TestPolicy;
import io.eunomia.policy.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EunomiaFilterTest {
  private static final TestCertificates CERTIFICATES = new TestCertificates();
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final CallerResolver READER =
      request -> Optional.of(Caller.user("u-1", List.of("reader")));
  private static PolicyRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = TestPolicy.open();
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static EnforcerBuilder enforcer(CallerResolver callers) {
    return Enforcer.builder(runtime).operations(TestPolicy.OPERATIONS).callers(callers);
  }

  private static EunomiaFilter reading() {
    return new EunomiaFilter(enforcer(READER).build());
  }

  private static HttpResponse<String> send(
      String base, SSLContext tls, String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(JettyServer server, String path) throws Exception {
    return send("http://localhost:" + server.port(), CERTIFICATES.anonymousContext(), "GET", path);
  }

  @Test
  void whenAWorkloadAsks_thenItsCertificateSaysWhoItIs() throws Exception {
    try (JettyServer server =
        JettyServer.secure(
            CERTIFICATES.context("spiffe://example.org/ns/prod/sa/users"),
            enforcer(Callers.fromTls()).build())) {
      String base = "https://localhost:" + server.port();
      SSLContext orders = CERTIFICATES.context(TestPolicy.ORDERS);
      assertThat(send(base, orders, "GET", "/users/1").statusCode()).isEqualTo(200);
      assertThat(server.handled).containsExactly("REQUEST /users/1");

      SSLContext other = CERTIFICATES.context(TestPolicy.OTHER);
      assertThat(send(base, other, "GET", "/users/1").statusCode()).isEqualTo(403);
      assertThat(send(base, orders, "GET", "/admin").statusCode()).isEqualTo(403);
      HttpResponse<String> nobody =
          send(
              base,
              CERTIFICATES.anonymousContext(),
              "GET",
              "/users/1",
              "x-forwarded-client-cert",
              "URI=" + TestPolicy.ORDERS,
              "x-user",
              "u-1");
      assertThat(nobody.statusCode()).isEqualTo(401);
      assertThat(server.handled).hasSize(1);
    }
  }

  @Test
  void whenARequestIsRefused_thenTheAnswerIsTheEnvelope() throws Exception {
    try (JettyServer server =
        JettyServer.plain(
            "/",
            new EunomiaFilter(enforcer(request -> Optional.empty()).challenge("Bearer").build()))) {
      HttpResponse<String> refused = get(server, "/users/1");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      JsonNode body = MAPPER.readTree(refused.body());
      assertThat(body.path("code").textValue()).isEqualTo("AUTHENTICATION_REQUIRED");
      HttpResponse<String> head =
          send(
              "http://localhost:" + server.port(),
              CERTIFICATES.anonymousContext(),
              "HEAD",
              "/users/1");
      assertThat(head.statusCode()).isEqualTo(401);
      assertThat(head.body()).isEmpty();
      assertThat(server.handled).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"forward", "include", "async", "error"})
  void whenTheServiceDispatchesAgain_thenThePolicyIsNotAskedAgain(String kind) throws Exception {
    try (JettyServer server = JettyServer.plain("/", reading())) {
      long before = decisions();
      int status = get(server, "/users/" + kind).statusCode();
      assertThat(status).isEqualTo(kind.equals("error") ? 418 : 200);
      assertThat(decisions()).isEqualTo(before + 1);
      assertThat(server.handled).element(0).isEqualTo("REQUEST /users/" + kind);
      assertThat(server.handled).hasSize(2);
    }
  }

  @Test
  void whenAFilterBeforeItForwards_thenWhatIsForwardedToIsAskedAbout() throws Exception {
    Filter forwarding =
        (request, response, chain) -> {
          if (request.getDispatcherType() == DispatcherType.REQUEST) {
            request.getRequestDispatcher("/admin").forward(request, response);
          } else {
            chain.doFilter(request, response);
          }
        };
    try (JettyServer server = JettyServer.plain("/", forwarding, reading())) {
      assertThat(get(server, "/users/1").statusCode()).isEqualTo(403);
      assertThat(server.handled).isEmpty();
    }
  }

  @Test
  void whenThereAreTwoFilters_thenBothAreAsked() throws Exception {
    EunomiaFilter denying = new EunomiaFilter(enforcer(Callers.anonymous()).build());
    try (JettyServer server = JettyServer.plain("/", reading(), denying)) {
      assertThat(get(server, "/users/1").statusCode()).isEqualTo(403);
      assertThat(server.handled).isEmpty();
    }
  }

  @Test
  void whenTheServiceIsMountedSomewhere_thenThePathIsTheWholePath() throws Exception {
    EnforcerBuilder enforcer =
        enforcer(READER).operations(OperationTable.of(Map.of("GET /api/users/{id}", "getUser")));
    try (JettyServer server = JettyServer.plain("/api", new EunomiaFilter(enforcer.build()))) {
      assertThat(get(server, "/api/users/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whenARequestPasses_thenTheServiceFindsTheOutcome() throws Exception {
    List<Object> found = new ArrayList<>();
    Filter after =
        (request, response, chain) -> {
          found.add(request.getAttribute(EunomiaFilter.ENFORCEMENT));
          chain.doFilter(request, response);
        };
    EnforcerBuilder enforcer =
        enforcer(
            request ->
                request.attribute(HttpServletRequest.class.getName())
                            instanceof HttpServletRequest http
                        && http.getRemoteUser() == null
                    ? READER.resolve(request)
                    : Optional.empty());
    try (JettyServer server = JettyServer.plain("/", new EunomiaFilter(enforcer.build()), after)) {
      assertThat(get(server, "/users/1").statusCode()).isEqualTo(200);
      assertThat(found).singleElement().isInstanceOf(Enforcement.Allowed.class);
    }
  }

  @Test
  void whenInShadowMode_thenTheServiceIsReachedOnce() throws Exception {
    try (JettyServer server =
        JettyServer.plain(
            "/", new EunomiaFilter(enforcer(Callers.fromTls()).shadow(true).build()))) {
      assertThat(get(server, "/users/1").statusCode()).isEqualTo(200);
      assertThat(server.handled).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/..;/admin",
        "/users/%2e%2e/admin",
        "/users/../admin",
        "/%61dmin",
        "//admin",
        "/users/%252e%252e/admin",
        "/users/1;x=y",
        "/users%2Fadmin",
        "http://localhost/users/../admin"
      })
  void whenATargetIsTricky_thenTheServiceIsNotReached(String target) throws Exception {
    try (JettyServer server = JettyServer.plain("/", reading())) {
      assertThat(RawHttp.get(server.port(), target)).startsWith("HTTP/1.1 400");
      assertThat(server.handled).isEmpty();
    }
  }

  private static long decisions() {
    return runtime.status().decisions().allowed() + runtime.status().decisions().denied();
  }
}
