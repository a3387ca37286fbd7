package io.eunomia.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  UntilStopped() {
    Runtime.getRuntime().addShutdownHook(hook);
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
    try {
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("not everything was closed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
