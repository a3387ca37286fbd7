package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.Network;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.net.NetworkException.Kind;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request and waits for its response. Follows nothing, repeats nothing. Thread-safe. */
final class Transport {
  private static final Logger LOG = LoggerFactory.getLogger(Transport.class);

  /** What may be sent again when a connection that was kept turns out to be closed. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE");

  private final Connections connections;
  private final int maxBody;

  Transport(Network network) {
    connections = new Connections(network);
    maxBody = network.access().maxResponseBytes();
  }

  Response send(SendRequest request, Deadline deadline) throws NetworkException {
    Target target = Target.of(request.uri());
    Connection.Key key = Connection.Key.of(target, serverName(request, target), request.tls());
    Exchange exchange = new Exchange(request, target);
    long start = System.nanoTime();
    Response response;
    try {
      response = send(exchange, request.method(), key, deadline);
    } catch (NetworkException e) {
      throw e.kind() == Kind.FAILED
          ? NetworkException.failed(request.method() + " " + target + ": " + e.getMessage())
          : e;
    }
    if (LOG.isDebugEnabled()) {
      long micros = (System.nanoTime() - start) / 1000;
      LOG.debug("{} {}: {} in {} µs", request.method(), target, response.code(), micros);
    }
    return response;
  }

  private Response send(Exchange exchange, String method, Connection.Key key, Deadline deadline)
      throws NetworkException {
    Connection kept = IDEMPOTENT.contains(method) ? connections.kept(key, deadline) : null;
    if (kept != null) {
      try {
        return send(exchange, method, kept);
      } catch (MalformedResponseException e) {
        throw Failures.describe(e, deadline);
      } catch (IOException e) {
        if (deadline.isOver() || Thread.currentThread().isInterrupted()) {
          throw Failures.describe(e, deadline);
        }
        // The server closed it in the meantime, most likely.
      }
    }
    try {
      return send(exchange, method, connections.open(key, deadline));
    } catch (IOException e) {
      throw Failures.describe(e, deadline);
    }
  }

  private Response send(Exchange exchange, String method, Connection connection)
      throws IOException {
    boolean reusable = false;
    try {
      exchange.write(connection);
      ResponseReader reader = new ResponseReader(connection.in(), maxBody);
      Response response = reader.read(method);
      reusable = reader.isReusable();
      return response;
    } finally {
      if (reusable) {
        connections.keep(connection);
      } else {
        connection.close();
      }
    }
  }

  /** Who the server must be: as the policy says, else as the header Host or the URL do. */
  private static String serverName(SendRequest request, Target target) {
    if (!target.tls()) {
      return "";
    }
    if (!request.tls().serverName().isEmpty()) {
      return request.tls().serverName();
    }
    String host = request.headers().getOrDefault("Host", "");
    int colon = host.lastIndexOf(':');
    boolean hasPort = colon >= 0 && colon > host.lastIndexOf(']');
    String name = hasPort && host.indexOf(':') == colon ? host.substring(0, colon) : host;
    return name.isEmpty() || name.startsWith("[") ? target.host() : name;
  }
}
