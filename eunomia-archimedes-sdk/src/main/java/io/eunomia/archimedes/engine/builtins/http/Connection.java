package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.Deadline;
import io.eunomia.archimedes.engine.builtins.net.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** A connection to a server, over TLS or not. For one thread at a time. */
final class Connection {
  private static final int BUFFER = 8 << 10;

  private final Key key;
  private final Wire wire;
  private final InputStream in;
  private final OutputStream out;
  private long idleSince;

  /**
   * What is the same of connections that are as good as each other.
   *
   * @param target where to; its path does not count
   * @param serverName who the server is, for TLS
   * @param tls how it is known, and who asks
   */
  record Key(Target target, String serverName, TlsParameters tls) {
    static Key of(Target target, String serverName, TlsParameters tls) {
      Target server = new Target(target.tls(), target.host(), target.port(), target.socket(), "");
      return new Key(server, serverName, tls);
    }
  }

  /**
   * @param socket the wire, or what is layered on it
   */
  Connection(Key key, Wire wire, Socket socket) throws IOException {
    this.key = key;
    this.wire = wire;
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    out = socket.getOutputStream();
  }

  Key key() {
    return key;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() {
    return out;
  }

  /** Until when what comes next must have ended. */
  void deadline(Deadline deadline) {
    wire.deadline(deadline);
  }

  /** Nobody uses it for now. */
  void idle(long nanoTime) {
    idleSince = nanoTime;
  }

  long idleSince() {
    return idleSince;
  }

  void close() {
    try {
      wire.close();
    } catch (IOException e) {
      // It is of no use to anybody in any case.
    }
  }
}
