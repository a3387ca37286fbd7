package io.eunomia.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a command running until the process is asked to end, and the process until the command has
 * closed what it had open: what waits to be written is written.
 */
final class UntilStopped implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "eunomia-stop");
  private final Runnable onAsked;
  private final @Nullable Integer exitCode;

  UntilStopped() {
    this(() -> {}, null);
  }

  private UntilStopped(Runnable onAsked, @Nullable Integer exitCode) {
    this.onAsked = onAsked;
    this.exitCode = exitCode;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * For a command that does something until then, and is well when it is asked to end.
   *
   * @param onAsked ends what the command does, on another thread
   * @param exitCode what the process ends with, if the command has closed everything in time;
   *     without one, it ends with what the system has for the signal
   */
  static UntilStopped ending(Runnable onAsked, int exitCode) {
    return new UntilStopped(onAsked, exitCode);
  }

  /** Whether the process is asked to end. */
  boolean isAsked() {
    return asked.getCount() == 0;
  }

  /** Until the process is asked to end, or this thread is interrupted. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything is closed: the process may end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("the process is ending already");
    }
  }

  private void stop() {
    asked.countDown();
    onAsked.run();
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("not everything was closed in time");
      } else if (exitCode != null) {
        // The process ends already, and only so with another code than the signal's.
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
