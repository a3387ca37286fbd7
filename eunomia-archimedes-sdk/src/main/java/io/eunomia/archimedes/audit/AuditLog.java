package io.eunomia.archimedes.audit;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes down what happens, and has it written by a thread of its own.
 *
 * <pre>{@code
 * try (AuditLog audit = AuditLog.builder(FileAuditSink.builder(file).open()).build()) {
 *   audit.decided(input, decision, sequence);
 * }
 * }</pre>
 *
 * <p>Thread-safe. {@link #decided} takes no lock, makes no JSON and never waits: its cost is that
 * of a place in a queue, a fraction of a microsecond. Events are written in the order in which they
 * were put into the queue. When a sink fails, the events stay where they are and are tried again;
 * when the queue is full, those that come are lost and counted, or, if so configured, the decision
 * must not be acted upon. Several sinks go in step: one that fails holds up the others.
 */
public final class AuditLog implements AutoCloseable {
  private static final AuditLog NONE = new AuditLog(new Builder());
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long ROOM_POLL_NANOS = 1_000_000;

  private final Builder options;
  private final EventQueue queue;
  private final LongAdder lost = new LongAdder();
  private final @Nullable AuditWriter writer;
  private volatile boolean closed;

  private AuditLog(Builder from) {
    options = from;
    queue = new EventQueue(from.capacity);
    writer = from.sinks.isEmpty() ? null : new AuditWriter(from.sinks, queue, this::lose);
  }

  /** What happens to a decision that there is no room for. */
  public enum Overflow {
    /** It is lost, and counted. */
    DROP,
    /** It is lost, counted, and {@link #decided} says so: nothing is allowed without a record. */
    DENY
  }

  /** Which decisions are written. */
  public enum Decisions {
    /** None of them; activations still are. */
    NONE,
    /** Those that deny. */
    DENIED,
    /** All of them. */
    ALL
  }

  /** A log that nobody writes: everything that it is told is forgotten. */
  public static AuditLog none() {
    return NONE;
  }

  /** Starts the configuration of a log that writes to these sinks, and closes them in the end. */
  public static Builder builder(AuditSink... sinks) {
    Builder builder = new Builder();
    builder.sinks = List.of(sinks);
    return builder;
  }

  /**
   * A decision was made.
   *
   * @param sequence of the bundle that decided; 0 if there was none
   * @return false only if there was no room for it, and the overflow is {@link Overflow#DENY}
   */
  public boolean decided(PolicyInput input, PolicyDecision decision, long sequence) {
    if (writer == null || options.decisions == Decisions.NONE) {
      return true;
    }
    if (options.decisions == Decisions.DENIED && decision.allowed()) {
      return true;
    }
    Instant now = options.clock.instant();
    AuditFields shown = options.shown;
    if (!closed && queue.offer(() -> AuditEvent.decision(input, decision, sequence, shown, now))) {
      return true;
    }
    lose(1);
    return options.overflow == Overflow.DROP;
  }

  /**
   * Something else happened. Waits for room, for a second at most; then it is lost, and counted.
   */
  public void record(AuditEvent event) {
    if (writer == null) {
      return;
    }
    Objects.requireNonNull(event, "event");
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!closed) {
      if (queue.offer(() -> event)) {
        return;
      }
      if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
        break;
      }
      LockSupport.parkNanos(this, ROOM_POLL_NANOS);
    }
    lose(1);
  }

  /** How the log is. */
  public AuditStatus status() {
    AuditWriter writing = writer;
    return writing == null
        ? new AuditStatus(0, 0, 0, null)
        : new AuditStatus(writing.written(), queue.size(), lost.sum(), writing.failing());
  }

  /**
   * Waits until what was put in before is written.
   *
   * @return whether it is; false if the time was over first
   */
  public boolean flush(Duration patience) {
    return writer == null || writer.flush(patience);
  }

  /**
   * Ends the log: takes nothing any more, writes what waits, and closes the sinks. Waits for some
   * seconds at most; what cannot be written by then is lost, and counted.
   */
  @Override
  public void close() {
    if (writer != null) {
      closed = true;
      writer.close();
    }
  }

  private void lose(long count) {
    lost.add(count);
    for (long i = 0; i < count; i++) {
      options.onLost.run();
    }
  }

  /** Collects how a log is to be. Not thread-safe. */
  public static final class Builder {
    private static final int MAX_CAPACITY = 1 << 24;

    private List<AuditSink> sinks = List.of();
    private int capacity = 8192;
    private Overflow overflow = Overflow.DROP;
    private Decisions decisions = Decisions.ALL;
    private AuditFields shown = AuditFields.none();
    private Clock clock = Clock.systemUTC();
    private Runnable onLost = () -> {};

    private Builder() {}

    /**
     * How many events can wait; 8192 if not said. Each holds on to its request's input.
     *
     * @throws IllegalArgumentException if it is not in 1 to 16,777,216
     */
    public Builder capacity(int events) {
      if (events < 1 || events > MAX_CAPACITY) {
        throw new IllegalArgumentException("a capacity of " + events + " events");
      }
      this.capacity = events;
      return this;
    }

    /** What happens when there is no room; {@link Overflow#DROP} if not said. */
    public Builder overflow(Overflow what) {
      this.overflow = Objects.requireNonNull(what, "overflow");
      return this;
    }

    /** Which decisions are written; all if not said. */
    public Builder decisions(Decisions which) {
      this.decisions = Objects.requireNonNull(which, "decisions");
      return this;
    }

    /** Which values of requests are written; none if not said. */
    public Builder shown(AuditFields fields) {
      this.shown = Objects.requireNonNull(fields, "shown");
      return this;
    }

    /** What tells the time of decisions; the system's clock if not said. */
    public Builder clock(Clock source) {
      this.clock = Objects.requireNonNull(source, "clock");
      return this;
    }

    /** Is run, by whoever brought it, for each event that is lost. Must be quick. */
    public Builder onLost(Runnable counter) {
      this.onLost = Objects.requireNonNull(counter, "onLost");
      return this;
    }

    /** The log, with its thread running. */
    public AuditLog build() {
      if (sinks.isEmpty()) {
        return NONE;
      }
      AuditLog log = new AuditLog(this);
      Objects.requireNonNull(log.writer).start();
      return log;
    }
  }
}
