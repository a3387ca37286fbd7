package com.example.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.eunomia.archimedes.BundleResource;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.enforce.Callers;
import io.eunomia.archimedes.enforce.Enforcer;
import io.eunomia.archimedes.enforce.OperationTable;
import io.eunomia.archimedes.enforce.RequestView;
import io.eunomia.archimedes.enforce.httpserver.EunomiaFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Orders over HTTP. The policy decides who sees and who changes which of them. */
public final class OrdersService implements AutoCloseable {
  /** What the policies' directory is called. */
  public static final String NAME = "orders-service";

  private static final String PATH = "/orders/";

  private final HttpServer server;
  private final ExecutorService requests = Executors.newFixedThreadPool(8);
  private final Orders orders;

  private OrdersService(HttpServer server, Orders orders) {
    this.server = server;
    this.orders = orders;
  }

  /**
   * Starts it.
   *
   * @param port or 0 for any
   * @param runtime decides; it is the caller's to close
   */
  public static OrdersService start(int port, PolicyRuntime runtime, ApiKeys keys, Orders orders)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    OrdersService service = new OrdersService(server, orders);
    Enforcer enforcer =
        Enforcer.builder(runtime)
            .operations(
                OperationTable.of(
                    Map.of("GET /orders/{id}", "getOrder", "PUT /orders/{id}", "changeOrder")))
            .callers(Callers.fromApiKey(keys::of))
            .context(service::context)
            .build();
    server.createContext("/", service::serve).getFilters().add(new EunomiaFilter(enforcer));
    server.setExecutor(service.requests);
    server.start();
    return service;
  }

  /** With the bundle that {@code eunomia:bundle} put on the class path. */
  public static PolicyRuntime openRuntime() throws IOException {
    PolicyRuntime runtime = PolicyRuntime.builder(NAME).open();
    runtime.activate(BundleResource.read(NAME));
    return runtime;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    requests.shutdown();
  }

  /** What the policy should know of an order that it decides on. */
  private Map<String, Object> context(RequestView request) {
    return orders
        .find(id(request.path()))
        .map(order -> Map.<String, Object>of("owner_id", order.owner()))
        .orElse(Map.of());
  }

  /** Only what the policy allows comes here. */
  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Order order = orders.find(id(exchange.getRequestURI().getPath())).orElseThrow();
      if (exchange.getRequestMethod().equals("PUT")) {
        byte[] item = exchange.getRequestBody().readNBytes(1000);
        order = new Order(order.id(), order.owner(), new String(item, StandardCharsets.UTF_8));
        orders.put(order);
      }
      byte[] body = order.item().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String id(String path) {
    return path.startsWith(PATH) ? path.substring(PATH.length()) : "";
  }

  /** {@code PORT FILE-OF-KEYS}. */
  public static void main(String[] args) throws IOException {
    Orders orders = new Orders();
    orders.put(new Order("1", "alice", "a lamp"));
    orders.put(new Order("2", "bob", "a chair"));
    OrdersService service =
        start(Integer.parseInt(args[0]), openRuntime(), ApiKeys.read(Path.of(args[1])), orders);
    System.out.println("http://localhost:" + service.port() + "/orders/1");
  }
}
