package io.eunomia.archimedes.control;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that watches when the others must be done. Thread-safe. */
final class Deadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "eunomia-control-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** The current thread must be done within this time. */
  Deadline within(Duration time) {
    Deadline deadline = new Deadline(Thread.currentThread());
    deadline.alarm(
        timer.schedule(deadline::passed, Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS));
    return deadline;
  }

  /** No more deadlines; those that are set stay. */
  @Override
  public void close() {
    timer.shutdown();
  }
}
