package io.eunomia.cli.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.PolicyInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides over HTTP: OPA's data API, decisions by policy inputs, health and metrics. Plain HTTP,
 * for the services on the same machine; whoever else must reach it needs a proxy that speaks TLS.
 */
public final class DecisionServer implements AutoCloseable {
  private static final int THREADS = 32;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final int maxBody;
  private final Map<String, Route> routes = new LinkedHashMap<>();

  private record Route(Set<String> methods, Function<HttpRequest, HttpReply> operation) {}

  private DecisionServer(HttpServer server, int maxBody) {
    this.server = server;
    this.maxBody = maxBody;
  }

  /**
   * Starts a server.
   *
   * @param address port 0 takes any
   * @param maxBody of a request, in bytes
   * @param metrics what {@code /metrics} shows, in Prometheus' text format
   * @throws IOException if the address cannot be listened on
   */
  public static DecisionServer start(
      PolicyRuntime runtime, InetSocketAddress address, int maxBody, Supplier<String> metrics)
      throws IOException {
    DecisionServer made = new DecisionServer(HttpServer.create(address, 128), maxBody);
    made.route("/v1/data/", Set.of("GET", "POST"), new DataApi(runtime)::answer);
    made.route("/v1/authorize", Set.of("POST"), request -> authorize(runtime, request));
    made.route("/health", Set.of("GET", "HEAD"), request -> health(runtime));
    made.route(
        "/metrics",
        Set.of("GET"),
        request -> HttpReply.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get()));
    made.server.createContext("/", made::handle);
    made.server.setExecutor(made.threads);
    made.server.start();
    return made;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void route(String path, Set<String> methods, Function<HttpRequest, HttpReply> operation) {
    routes.put(path, new Route(methods, operation));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpReply reply;
      try {
        reply = reply(exchange);
      } catch (RuntimeException e) {
        reply = HttpReply.error(500, "internal_error", "the request could not be answered");
      }
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
      if (!head) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private HttpReply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    for (Map.Entry<String, Route> each : routes.entrySet()) {
      String prefix = each.getKey();
      if (prefix.endsWith("/") ? path.startsWith(prefix) : path.equals(prefix)) {
        return operate(exchange, each.getValue(), path.substring(prefix.length()));
      }
    }
    return HttpReply.error(404, "resource_not_found", "there is nothing at this path");
  }

  private HttpReply operate(HttpExchange exchange, Route route, String rest) throws IOException {
    String method = exchange.getRequestMethod().toUpperCase(Locale.ROOT);
    if (!route.methods().contains(method)) {
      exchange.getResponseHeaders().set("Allow", String.join(", ", route.methods()));
      return HttpReply.error(405, "method_not_allowed", method + " is not possible here");
    }
    byte[] body = exchange.getRequestBody().readNBytes(maxBody + 1);
    if (body.length > maxBody) {
      return HttpReply.error(
          413, "request_too_large", "a request has at most " + maxBody + " bytes");
    }
    return route.operation().apply(new HttpRequest(method, rest, query(exchange), body));
  }

  private static HttpReply authorize(PolicyRuntime runtime, HttpRequest request) {
    PolicyInput input;
    try {
      input = PolicyInput.parse(request.body());
    } catch (PolicyInputException e) {
      return HttpReply.error(400, "invalid_parameter", String.valueOf(e.getMessage()));
    }
    return HttpReply.json(200, runtime.authorize(input).toJson());
  }

  private static HttpReply health(PolicyRuntime runtime) {
    var status = runtime.status();
    return HttpReply.json(status.health().ready() ? 200 : 503, status.toJson());
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            decode(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
