package io.eunomia.archimedes.pull;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server on bare sockets between a client and a registry: it passes requests on, one a
 * connection, writes down what they were, and does anything else that it is told to instead.
 */
final class HttpRelay implements AutoCloseable {
  private final ServerSocket server;
  private final int upstream;
  private final ExecutorService threads = Executors.newCachedThreadPool(HttpRelay::daemon);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Behaviour>> planned = new ConcurrentHashMap<>();
  private final Map<String, Behaviour> always = new ConcurrentHashMap<>();

  /** A request without its body; there is none in what a puller asks. */
  record Request(String method, String target, List<String> lines) {
    Optional<String> header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .findFirst();
    }
  }

  /** What to do instead of passing on. */
  interface Behaviour {
    void answer(Request request, OutputStream out) throws IOException, InterruptedException;
  }

  /**
   * @param upstream the registry's port, or 0 if there is none
   */
  HttpRelay(int upstream) throws IOException {
    this(upstream, ServerSocketFactory.getDefault());
  }

  /** One that speaks TLS with its clients. */
  HttpRelay(SSLContext tls) throws IOException {
    this(0, tls.getServerSocketFactory());
  }

  private HttpRelay(int upstream, ServerSocketFactory sockets) throws IOException {
    this.upstream = upstream;
    server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  RegistryReference reference(String rest) {
    return RegistryReference.parse(address() + '/' + rest);
  }

  List<Request> requests() {
    return requests;
  }

  /** What was asked, without what makes addresses long. */
  List<String> asked() {
    return requests.stream()
        .map(r -> r.method() + ' ' + r.target().replaceFirst(".*/(manifests|blobs)/.*", "$1"))
        .toList();
  }

  /** The next request whose address has this in it is treated so, and is not passed on. */
  HttpRelay next(String part, Behaviour... behaviours) {
    planned.computeIfAbsent(part, p -> new ConcurrentLinkedDeque<>()).addAll(List.of(behaviours));
    return this;
  }

  /** Every request whose address has this in it is treated so. */
  HttpRelay all(String part, Behaviour behaviour) {
    always.put(part, behaviour);
    return this;
  }

  /** Every request is passed on again. */
  HttpRelay honest() {
    always.clear();
    planned.clear();
    return this;
  }

  /** An answer with a body and its length. */
  static Behaviour respond(int status, String headers, String body) {
    return respond(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static Behaviour respond(int status, String headers, byte[] body) {
    return (request, out) -> {
      write(out, head(status, headers + "Content-Length: " + body.length + "\r\n"));
      out.write(body);
    };
  }

  /** Whatever bytes. */
  static Behaviour raw(String text) {
    return (request, out) -> write(out, text);
  }

  /** A 200 that announces more bytes than it has, and closes. */
  static Behaviour truncated(int announced, byte[] body) {
    return (request, out) -> {
      write(out, head(200, "Content-Length: " + announced + "\r\n"));
      out.write(body);
    };
  }

  /** A 200 whose body comes byte by byte, until nobody wants more. */
  static Behaviour drip() {
    return (request, out) -> {
      write(out, head(200, "Content-Length: 1000000\r\n"));
      while (true) {
        out.write('.');
        out.flush();
        Thread.sleep(20);
      }
    };
  }

  /** A body that ends only when nobody wants more. */
  static Behaviour endless(int status, String headers) {
    return (request, out) -> {
      write(out, head(status, headers + "Transfer-Encoding: chunked\r\n"));
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      while (true) {
        write(out, chunk);
      }
    };
  }

  static String head(int status, String headers) {
    return "HTTP/1.1 " + status + " So\r\nConnection: close\r\n" + headers + "\r\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "relay");
    thread.setDaemon(true);
    return thread;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(new BufferedInputStream(socket.getInputStream()));
      requests.add(request);
      Behaviour planned = behaviour(request);
      if (planned != null) {
        planned.answer(request, socket.getOutputStream());
        socket.shutdownOutput();
      } else if (upstream != 0) {
        pass(request, socket.getOutputStream());
      }
    } catch (IOException | InterruptedException e) {
      // The client has seen enough, or the test has.
    }
  }

  private @Nullable Behaviour behaviour(Request request) {
    for (Map.Entry<String, Deque<Behaviour>> each : planned.entrySet()) {
      if (request.target().contains(each.getKey())) {
        Behaviour next = each.getValue().poll();
        if (next != null) {
          return next;
        }
      }
    }
    return always.entrySet().stream()
        .filter(each -> request.target().contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private void pass(Request request, OutputStream out) throws IOException {
    try (Socket registry = new Socket(InetAddress.getLoopbackAddress(), upstream)) {
      StringBuilder head =
          new StringBuilder(request.method() + ' ' + request.target() + " HTTP/1.1\r\n");
      request.lines().stream()
          .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
          .forEach(line -> head.append(line).append("\r\n"));
      write(registry.getOutputStream(), head + "Connection: close\r\n\r\n");
      registry.getInputStream().transferTo(out);
    }
  }

  private static Request read(InputStream in) throws IOException {
    Deque<String> lines = new ArrayDeque<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("no request");
      }
      if (b != '\n') {
        line.write(b);
        continue;
      }
      String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
      line.reset();
      if (text.isEmpty()) {
        break;
      }
      lines.add(text);
    }
    String[] first = lines.remove().split(" ", -1);
    return new Request(first[0], first[1], List.copyOf(lines));
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
