package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.Network;
import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.builtins.net.Wire;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, and keeps a few for the next request. Those that are kept too long are closed
 * when somebody comes by, as there is no thread that would. Thread-safe.
 */
final class Connections {
  private static final int KEPT = 32;
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Network network;
  private final TlsContexts contexts = new TlsContexts();
  private final Deque<Connection> idle = new ArrayDeque<>();

  Connections(Network network) {
    this.network = network;
  }

  /** One that was used before, the last one; null if there is none. */
  @Nullable Connection kept(Connection.Key key, Deadline deadline) {
    long oldest = System.nanoTime() - KEPT_NANOS;
    Connection found = null;
    synchronized (idle) {
      for (Iterator<Connection> i = idle.iterator(); i.hasNext(); ) {
        Connection connection = i.next();
        if (connection.idleSince() - oldest < 0) {
          i.remove();
          connection.close();
        } else if (found == null && connection.key().equals(key)) {
          i.remove();
          found = connection;
        }
      }
    }
    if (found != null) {
      found.deadline(deadline);
    }
    return found;
  }

  /** A new one. */
  Connection open(Connection.Key key, Deadline deadline) throws NetworkException {
    Target target = key.target();
    Wire wire =
        target.socket().isEmpty()
            ? network.connect(target.host(), target.port(), deadline)
            : network.connectUnix(target.socket(), deadline);
    boolean done = false;
    try {
      Connection connection = new Connection(key, wire, target.tls() ? secured(wire, key) : wire);
      done = true;
      return connection;
    } catch (IOException e) {
      throw Failures.describe(e, deadline);
    } finally {
      if (!done) {
        closeQuietly(wire);
      }
    }
  }

  private SSLSocket secured(Wire wire, Connection.Key key) throws IOException, NetworkException {
    TlsParameters tls = key.tls();
    SSLSocket socket =
        (SSLSocket)
            contexts
                .of(tls)
                .getSocketFactory()
                .createSocket(wire, key.serverName(), key.target().port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(
        network.access().allowsTls12()
            ? new String[] {"TLSv1.3", "TLSv1.2"}
            : new String[] {"TLSv1.3"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    if (!tls.insecure()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    SNIHostName name = serverName(key.serverName());
    parameters.setServerNames(name == null ? List.of() : List.of(name));
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
    } catch (SSLHandshakeException e) {
      String message = String.valueOf(e.getMessage());
      throw NetworkException.failed(
          "tls: "
              + message
              + (message.contains("protocol_version") && !network.access().allowsTls12()
                  ? " (TLS 1.3 is the least here)"
                  : ""));
    }
    return socket;
  }

  /** Addresses have no name. */
  private static @Nullable SNIHostName serverName(String name) {
    if (name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || Character.isDigit(c))) {
      return null;
    }
    try {
      return new SNIHostName(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The next request to the same server may have it. */
  void keep(Connection connection) {
    connection.idle(System.nanoTime());
    Connection tooMany;
    synchronized (idle) {
      idle.addFirst(connection);
      tooMany = idle.size() > KEPT ? idle.removeLast() : null;
    }
    if (tooMany != null) {
      tooMany.close();
    }
  }

  private static void closeQuietly(Wire wire) {
    try {
      wire.close();
    } catch (IOException e) {
      // What is behind the failure is told already.
    }
  }
}
