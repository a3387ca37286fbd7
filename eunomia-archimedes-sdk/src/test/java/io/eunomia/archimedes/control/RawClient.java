package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that says exactly what a test wants, over a real TLS connection. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final SSLSocket socket;

  private RawClient(SSLSocket socket) {
    this.socket = socket;
  }

  /** Connects and makes the handshake, as far as this side is concerned. */
  public static RawClient connect(SSLContext context, int port, String... protocols)
      throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setSoTimeout(PATIENCE_MILLIS);
      if (protocols.length > 0) {
        socket.setEnabledProtocols(protocols);
      }
      socket.startHandshake();
      return new RawClient(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A TCP connection and nothing more. */
  public static Socket connectPlain(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** Sends a request with a body, and reads the answer. */
  public static Answer exchange(SSLContext context, int port, String head, byte[] body)
      throws IOException {
    try (RawClient client = connect(context, port)) {
      client.send(head);
      client.send(body);
      return client.answer();
    }
  }

  /** Sends lines, each of which ends as HTTP wants it. */
  public void send(String lines) throws IOException {
    send(lines.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /** Sends bytes. */
  public void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** Reads until the server closes the connection. */
  public Answer answer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(bytes);
    return Answer.read(bytes.toString(StandardCharsets.UTF_8));
  }

  /** The TLS version. */
  public String protocol() {
    return socket.getSession().getProtocol();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** An answer: status 0 if there was none. */
  public record Answer(int status, String head, String body) {
    static Answer read(String text) {
      if (text.isEmpty()) {
        return new Answer(0, "", "");
      }
      int end = text.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
    }

    /** The body as JSON. */
    public JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }

    /** The code of an error envelope. */
    public String code() throws IOException {
      return json().path("code").asText();
    }
  }
}
