package io.eunomia.archimedes.control;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLParameters;

/**
 * The control plane as a server of its own, on the JDK's HTTPS server: TLS 1.3, and no client
 * without a certificate that is trusted.
 *
 * <pre>{@code
 * ControlPlaneHandler handler = new ControlPlaneHandler(runtime, identity, allowed);
 * try (ControlServer server =
 *     ControlServer.builder(handler, identity).listen(new InetSocketAddress(8443)).start()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>A connection serves one request and is closed. A peer that is slow in its handshake, its
 * headers, its body or in reading loses the connection when its time is over; until then it holds
 * one thread. A connection on which nothing was sent holds no thread, and is closed by the JDK
 * ({@code sun.net.httpserver.idleInterval}, 30 seconds). How many connections there may be of these
 * is for the whole JVM to say ({@code jdk.httpserver.maxConnections}, not limited).
 *
 * <p>The JDK looks up the name of each client's address before the handshake; where names cannot be
 * looked up quickly, a line in {@code /etc/hosts} or the servlet of this package is a way around.
 *
 * <p>Thread-safe.
 */
public final class ControlServer implements AutoCloseable {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  private final HttpsServer server;
  private final Workers workers;
  private final Exchanges exchanges;

  ControlServer(ControlServerBuilder from) throws IOException {
    workers = new Workers(from.threads, from.waiting, from.requestDeadline);
    exchanges = new Exchanges(from.handler, from.answerDeadline);
    server = HttpsServer.create(from.address, 0);
    server.setHttpsConfigurator(new MutualTls(from.identity));
    server.setExecutor(workers);
    server.createContext("/", exchanges);
    server.start();
  }

  /**
   * Starts the configuration of a server.
   *
   * @param handler what answers
   * @param identity what connections are made with; not closed
   */
  public static ControlServerBuilder builder(
      ControlPlaneHandler handler, WorkloadIdentity identity) {
    return new ControlServerBuilder(
        Objects.requireNonNull(handler, "handler"), Objects.requireNonNull(identity, "identity"));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Ends it. Requests that are under way have some time to end; those that come in this time are
   * closed without an answer. An activation that takes longer ends all the same, but nobody is
   * told.
   *
   * @return whether every request that was under way got its answer
   */
  public boolean close(Duration grace) {
    boolean all = exchanges.close(grace);
    server.stop(0);
    workers.close();
    return all;
  }

  /** Ends it, with five seconds for what is under way. */
  @Override
  public void close() {
    close(DEFAULT_GRACE);
  }

  /** What each connection must be. */
  private static final class MutualTls extends HttpsConfigurator {
    MutualTls(WorkloadIdentity identity) {
      super(identity.serverContext());
    }

    @Override
    public void configure(HttpsParameters connection) {
      SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
      parameters.setProtocols(new String[] {"TLSv1.3"});
      parameters.setNeedClientAuth(true);
      connection.setSSLParameters(parameters);
    }
  }
}
