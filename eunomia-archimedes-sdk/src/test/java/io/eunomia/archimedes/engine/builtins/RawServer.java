package io.eunomia.archimedes.engine.builtins;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that says exactly what it is told to, one connection after the other. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket server;

  /** What talks over a connection. */
  @FunctionalInterface
  public interface Talk {
    void talk(InputStream in, OutputStream out) throws IOException;
  }

  /** What was asked for. */
  public record Asked(Map<String, String> headers, String body) {}

  public RawServer(ServerSocket server, Talk talk) {
    this.server = server;
    Thread thread = new Thread(() -> run(talk), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  public RawServer(Talk talk) {
    this(socket(), talk);
  }

  private static ServerSocket socket() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Talk talk) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        talk.talk(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException e) {
        // The client is gone, or the test is.
      }
    }
  }

  /** Reads requests, and answers each with a text whose lines end with a line feed only. */
  public static Talk answering(List<Asked> asked, Function<Asked, String> answer) {
    return (in, out) -> {
      Asked request = read(in);
      asked.add(request);
      String text = answer.apply(request);
      int body = text.indexOf("\n\n");
      String head = body < 0 ? text : text.substring(0, body + 2);
      out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write(text.substring(head.length()).getBytes(StandardCharsets.UTF_8));
      out.flush();
    };
  }

  /** Answers always the same. */
  public static Talk saying(String answer) {
    return answering(new CopyOnWriteArrayList<>(), request -> answer);
  }

  private static Asked read(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String first = line(in);
    headers.put("", first);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    return new Asked(headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the client is gone");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  public int port() {
    return server.getLocalPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
