package io.eunomia.archimedes.control;

import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a thread is interrupted, unless it is done before. A thread that reads from or
 * writes to a socket's channel loses the connection by that, which is what ends a slow peer.
 */
final class Deadline implements AutoCloseable {
  private final Thread thread;
  private @Nullable ScheduledFuture<?> alarm;
  private boolean over;
  private boolean passed;

  Deadline(Thread thread) {
    this.thread = thread;
  }

  synchronized void alarm(ScheduledFuture<?> value) {
    alarm = value;
  }

  synchronized void passed() {
    if (!over) {
      passed = true;
      thread.interrupt();
    }
  }

  /**
   * The thread is done. For this thread alone: what follows is not interrupted by this any more.
   */
  @Override
  public synchronized void close() {
    if (over) {
      return;
    }
    over = true;
    if (alarm != null) {
      alarm.cancel(false);
    }
    if (passed) {
      // Nobody else interrupts this thread; what comes next shall not suffer.
      Thread.interrupted();
    }
  }
}
