package io.eunomia.archimedes.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** Bodies that are not as they should be. */
final class Bodies {
  private Bodies() {}

  /** A body that nobody may look at. */
  static final class Unreadable extends InputStream {
    @Override
    public int read() {
      throw new AssertionError("the body was read");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      throw new AssertionError("the body was read");
    }
  }

  /** A body whose connection breaks at its end. */
  static final class Breaking extends ByteArrayInputStream {
    Breaking(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      int n = super.read(buffer);
      if (n < 0) {
        throw new IOException("connection reset");
      }
      return n;
    }
  }

  /** A body that never ends, a byte at a time, and a thousand of them a second at most. */
  static final class Endless extends InputStream {
    private final Runnable beforeEach;

    Endless(Runnable beforeEach) {
      this.beforeEach = beforeEach;
    }

    @Override
    public int read() {
      beforeEach.run();
      LockSupport.parkNanos(1_000_000);
      return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      buffer[offset] = (byte) read();
      return 1;
    }
  }
}
