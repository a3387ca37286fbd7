package io.eunomia.archimedes.spiffe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A TLS server that says each line again, and remembers why handshakes failed. */
final class EchoServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final SSLServerSocket socket;
  private final List<Exception> failures = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  EchoServer(SSLContext context) throws IOException {
    this(context, socket -> {});
  }

  /** A server that sets something of its own before it listens. */
  EchoServer(SSLContext context, Consumer<SSLServerSocket> settings) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    settings.accept(socket);
    start(this::accept);
  }

  SSLServerSocket socket() {
    return socket;
  }

  List<Exception> failures() {
    return failures;
  }

  /** One connection, one line there and back. */
  String echo(SSLContext client) throws IOException {
    try (Connection connection = connect(client)) {
      return connection.echo("hello");
    }
  }

  Connection connect(SSLContext client) throws IOException {
    return new Connection(
        (SSLSocket)
            client
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), socket.getLocalPort()));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket connection = (SSLSocket) socket.accept();
        open.add(connection);
        start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(SSLSocket connection) {
    try (connection) {
      connection.setSoTimeout(TIMEOUT_MILLIS);
      connection.startHandshake();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
      OutputStream out = connection.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write((line + "\n").getBytes(UTF_8));
      }
    } catch (IOException | RuntimeException e) {
      failures.add(e);
    } finally {
      open.remove(connection);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "echo");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket each : open) {
      each.close();
    }
  }

  /** What a client has of it. */
  static final class Connection implements AutoCloseable {
    private final SSLSocket socket;
    private final BufferedReader in;

    Connection(SSLSocket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(TIMEOUT_MILLIS);
      try {
        socket.startHandshake();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    SSLSession session() {
      return socket.getSession();
    }

    /** In TLS 1.3 a client learns only here that it was refused. */
    String echo(String line) throws IOException {
      socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
      String answer = in.readLine();
      if (answer == null) {
        throw new IOException("the server hung up");
      }
      return answer;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
