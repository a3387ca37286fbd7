package io.eunomia.archimedes.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Lets the watchdog stop the evaluation that runs in an instance, and no other: the interruption is
 * agreed upon through one word, which holds the evaluation's number, so that it never reaches a
 * thread that has left the evaluation already. A thread that comes in interrupted leaves so too.
 *
 * <p>An evaluation does not look at the clock, which would be a good part of what it costs: its
 * time counts from when the watchdog first sees it run.
 */
final class EvaluationGuard {
  private static final long IDLE = 0;
  private static final long RUNNING = 1;
  private static final long INTERRUPTING = 2;
  private static final long INTERRUPTED = 3;
  private static final long STATE = 3;
  private static final long NEXT = 4;

  private final Watchdog watchdog;
  private final long timeout;
  private final AtomicLong word = new AtomicLong();

  // Written by the evaluating thread before the word says that it runs.
  private @Nullable Thread thread;
  private boolean wasInterrupted;

  // The watchdog's: what the word was when it looked last, and since when.
  private long seen;
  private long since;

  EvaluationGuard(Watchdog watchdog, long timeoutNanos) {
    this.watchdog = watchdog;
    timeout = timeoutNanos;
    watchdog.add(this);
  }

  /** An evaluation begins in this thread. */
  void begin() {
    // An interruption from before is none of the engine's business, but it would stop at once.
    wasInterrupted = Thread.interrupted();
    thread = Thread.currentThread();
    word.set(((word.getPlain() & ~STATE) + NEXT) | RUNNING);
    watchdog.wake();
  }

  /** It ended. Returns whether the watchdog stopped it. */
  boolean end() {
    long now = word.getPlain() & ~STATE;
    boolean late = !word.compareAndSet(now | RUNNING, now | IDLE);
    if (late) {
      while ((word.get() & STATE) != INTERRUPTED) {
        Thread.onSpinWait();
      }
      // Ours, and taken back.
      boolean ignored = Thread.interrupted();
      word.set(now | IDLE);
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
    return late;
  }

  /** Called by the watchdog, and nobody else, with the time. */
  void interruptIfLate(long now) {
    long before = word.get();
    if (before != seen) {
      seen = before;
      since = now;
    }
    if ((before & STATE) != RUNNING || now - since < timeout) {
      return;
    }
    Thread late = thread;
    if (late != null && word.compareAndSet(before, (before & ~STATE) | INTERRUPTING)) {
      late.interrupt();
      word.set((before & ~STATE) | INTERRUPTED);
    }
  }

  boolean isRunning() {
    return (word.get() & STATE) != IDLE;
  }

  long activity() {
    return word.get();
  }

  /** The instance is no longer used. */
  void close() {
    watchdog.remove(this);
  }
}
