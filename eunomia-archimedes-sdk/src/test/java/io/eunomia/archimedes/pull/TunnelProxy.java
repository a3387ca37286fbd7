package io.eunomia.archimedes.pull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that takes {@code CONNECT}, and connects to the same port whatever it is told. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int upstream;
  private final List<String> targets = new CopyOnWriteArrayList<>();

  TunnelProxy(int upstream) throws IOException {
    this.upstream = upstream;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Where clients asked to be connected to. */
  List<String> targets() {
    return targets;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> tunnel(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void tunnel(Socket client) {
    try (client;
        Socket registry = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      // The client says nothing else until it has an answer, so nothing is read too much.
      BufferedReader head =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = head.readLine();
      targets.add(line.split(" ", -1)[1]);
      while (!line.isEmpty()) {
        line = head.readLine();
      }
      OutputStream out = client.getOutputStream();
      out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      daemon(() -> copy(registry, client));
      InputStream in = client.getInputStream();
      in.transferTo(registry.getOutputStream());
    } catch (IOException e) {
      // One of the two is gone.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One of the two is gone.
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
