package io.eunomia.archimedes.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A request's body whose sender loses the connection if it is not there in time. Only reading is
 * watched: what the reader does between is its own.
 */
final class GuardedBody extends FilterInputStream {
  private final Worker worker;
  private final long end;

  GuardedBody(InputStream in, Worker worker, Duration time) {
    super(in);
    this.worker = worker;
    end = System.nanoTime() + time.toNanos();
  }

  @Override
  public int read() throws IOException {
    worker.begin(left());
    try {
      return in.read();
    } finally {
      worker.end();
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    worker.begin(left());
    try {
      return in.read(buffer, offset, length);
    } finally {
      worker.end();
    }
  }

  private Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
