package io.eunomia.archimedes.engine.builtins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A server of the JDK that remembers what it was asked for. */
public final class HttpServers implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final boolean tls;

  /** What answers. */
  @FunctionalInterface
  public interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  /** What it was asked for. */
  public record Asked(
      String method, String uri, com.sun.net.httpserver.Headers headers, String body) {
    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  private HttpServers(HttpServer server, boolean tls, Handler handler) {
    this.server = server;
    this.tls = tls;
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  new String(body, StandardCharsets.UTF_8)));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  /** A server without TLS. */
  public static HttpServers plain(Handler handler) {
    try {
      return new HttpServers(HttpServer.create(anyPort(), 0), false, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server with TLS. */
  public static HttpServers secured(
      SSLContext context, boolean needsClient, List<String> protocols, Handler handler) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters ssl = context.getDefaultSSLParameters();
              ssl.setNeedClientAuth(needsClient);
              ssl.setProtocols(protocols.toArray(String[]::new));
              parameters.setSSLParameters(ssl);
            }
          });
      return new HttpServers(server, true, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Answers with a text of a type. */
  public static void answer(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What it was asked for until now. */
  public List<Asked> asked() {
    return asked;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** The URL of a path, by the address 127.0.0.1 or, for TLS, by the name localhost. */
  public String url(String path) {
    return (tls ? "https://localhost:" : "http://127.0.0.1:") + port() + path;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
