package io.eunomia.archimedes.audit;

import io.eunomia.archimedes.audit.EventQueue.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that writes what waits in a queue, in batches, to all sinks in step. */
final class AuditWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);
  private static final int BATCH = 512;
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  // What comes within this time is written together, and wakes the thread once.
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final List<AuditSink> sinks;
  private final EventQueue queue;
  private final LongConsumer lose;
  private final Thread thread;

  private final AtomicLong written = new AtomicLong();
  private volatile @Nullable String failing;
  private volatile long closeBy;
  private volatile boolean closing;

  AuditWriter(List<AuditSink> sinks, EventQueue queue, LongConsumer lose) {
    this.sinks = sinks;
    this.queue = queue;
    this.lose = lose;
    this.thread = new Thread(this::run, "eunomia-audit");
    thread.setDaemon(true);
    queue.readBy(thread);
  }

  void start() {
    thread.start();
  }

  long written() {
    return written.get();
  }

  @Nullable String failing() {
    return failing;
  }

  boolean flush(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    long until = queue.put();
    while (queue.finished() < until && queue.size() > 0) {
      if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      queue.wake();
      LockSupport.parkNanos(this, GATHER_NANOS);
    }
    return true;
  }

  void close() {
    closeBy = System.nanoTime() + CLOSE_NANOS;
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(TimeUnit.NANOSECONDS.toMillis(2 * CLOSE_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (true) {
      List<Waiting> batch = queue.take(BATCH);
      if (!batch.isEmpty()) {
        write(batch);
      } else if (closing) {
        break;
      } else {
        rest();
      }
    }
    sinks.forEach(AuditWriter::close);
  }

  private void rest() {
    // Sinks do what is due, such as to make what they wrote durable.
    tryAll(new ArrayList<>(sinks), List.of());
    queue.await(IDLE_NANOS);
    if (!closing) {
      LockSupport.parkNanos(this, GATHER_NANOS);
    }
  }

  private void write(List<Waiting> batch) {
    List<AuditEvent> events = new ArrayList<>(batch.size());
    for (Waiting waiting : batch) {
      try {
        events.add(waiting.event());
      } catch (RuntimeException e) {
        LOG.error("an event cannot be written down", e);
        lose.accept(1);
      }
    }
    // Those that took the batch do not get it again, and none gets a later one before.
    List<AuditSink> pending = new ArrayList<>(sinks);
    while (!tryAll(pending, events)) {
      if (closing && System.nanoTime() - closeBy >= 0) {
        lose.accept(events.size());
        queue.done(batch.size());
        return;
      }
      LockSupport.parkNanos(this, RETRY_NANOS);
    }
    written.addAndGet(events.size());
    queue.done(batch.size());
  }

  /** Has each of these sinks write; removes those that did. */
  private boolean tryAll(List<AuditSink> pending, List<AuditEvent> events) {
    String failure = null;
    for (AuditSink sink : List.copyOf(pending)) {
      try {
        sink.write(events);
        pending.remove(sink);
      } catch (IOException | RuntimeException e) {
        failure = String.valueOf(e.getMessage() == null ? e : e.getMessage());
        if (failing == null) {
          LOG.error("the audit log cannot be written, and is tried again: {}", failure, e);
        }
      }
    }
    if (failure == null && failing != null) {
      LOG.info("the audit log is written again");
    }
    failing = failure;
    return failure == null;
  }

  private static void close(AuditSink sink) {
    try {
      sink.close();
    } catch (IOException | RuntimeException e) {
      LOG.error("the audit log cannot be closed", e);
    }
  }
}
