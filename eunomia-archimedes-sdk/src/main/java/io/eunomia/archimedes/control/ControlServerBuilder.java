package io.eunomia.archimedes.control;

import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;

/** Configures a {@link ControlServer}. Not thread-safe. */
public final class ControlServerBuilder {
  final ControlPlaneHandler handler;
  final WorkloadIdentity identity;
  InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  int threads = 32;
  int waiting = 64;
  Duration requestDeadline = Duration.ofSeconds(10);
  Duration answerDeadline = Duration.ofSeconds(10);

  ControlServerBuilder(ControlPlaneHandler handler, WorkloadIdentity identity) {
    this.handler = handler;
    this.identity = identity;
  }

  /** Where to listen; any free port of the loopback address if not said. Port 0 is any free one. */
  public ControlServerBuilder listen(InetSocketAddress value) {
    address = Objects.requireNonNull(value, "address");
    return this;
  }

  /**
   * How many connections are served at once, and how many more may wait for it; 32 and 64 if not
   * said. One more is closed.
   */
  public ControlServerBuilder connections(int served, int queued) {
    if (served < 1 || queued < 1) {
      throw new IllegalArgumentException("numbers of connections must be positive");
    }
    threads = served;
    waiting = queued;
    return this;
  }

  /** How long handshake and headers together may take; 10 seconds if not said. */
  public ControlServerBuilder requestDeadline(Duration value) {
    requestDeadline = positive("requestDeadline", value);
    return this;
  }

  /** How long a peer may take to take its answer; 10 seconds if not said. */
  public ControlServerBuilder answerDeadline(Duration value) {
    answerDeadline = positive("answerDeadline", value);
    return this;
  }

  /**
   * Starts the server.
   *
   * @throws IOException if it cannot listen there
   */
  public ControlServer start() throws IOException {
    return new ControlServer(this);
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
    return value;
  }
}
