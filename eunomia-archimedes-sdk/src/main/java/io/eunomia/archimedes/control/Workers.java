package io.eunomia.archimedes.control;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that serve connections: so many, and so many connections waiting. One more is
 * refused, which closes it. A connection's deadline for its handshake and its headers runs from
 * when a thread takes it.
 */
final class Workers implements Executor {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Deadlines deadlines = new Deadlines();
  private final AtomicInteger names = new AtomicInteger();
  private final ThreadPoolExecutor pool;
  private final Duration requestDeadline;

  Workers(int threads, int waiting, Duration requestDeadline) {
    this.requestDeadline = requestDeadline;
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> new Worker(task, "eunomia-control-" + names.incrementAndGet(), deadlines));
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * @throws RejectedExecutionException if too many connections wait already
   */
  @Override
  public void execute(Runnable connection) {
    pool.execute(() -> serve(connection));
  }

  /** The worker that this runs in. */
  static Worker current() {
    return (Worker) Thread.currentThread();
  }

  /** Takes no more connections; those that are being served end as they would. */
  void close() {
    pool.shutdown();
    deadlines.close();
  }

  private void serve(Runnable connection) {
    Worker worker = current();
    worker.begin(requestDeadline);
    try {
      connection.run();
    } finally {
      worker.end();
    }
  }
}
