package io.eunomia.testkit;

import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.archimedes.audit.AuditFields;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.AuditSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An audit log in memory: the real one, but for where its events go.
 *
 * <pre>{@code
 * try (RecordedAudit audit = new RecordedAudit();
 *     PolicyRuntime runtime =
 *         PolicyRuntime.builder("users-service").audit(audit.log()).open()) {
 *   runtime.authorize(input);
 *   audit.events(); // waits for what was decided so far
 * }
 * }</pre>
 *
 * <p>Thread-safe. Has a thread until it is closed, and keeps all events until {@link #clear()}.
 */
public final class RecordedAudit implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  // A place in the queue for more decisions than a test makes while the log's thread waits.
  private static final int CAPACITY = 1 << 16;

  private final Sink sink = new Sink();
  private final AuditLog log;

  /** A log that shows no header and no value of the context, as logs do if nothing else is said. */
  public RecordedAudit() {
    this(AuditFields.none());
  }

  /** A log that shows these headers and values of the context. */
  public RecordedAudit(AuditFields shown) {
    log = AuditLog.builder(sink).capacity(CAPACITY).shown(shown).build();
  }

  /** What a runtime is given. */
  public AuditLog log() {
    return log;
  }

  /**
   * All events of what happened before this call.
   *
   * @throws AssertionError if they are not written within ten seconds, or some were lost
   */
  public List<AuditEvent> events() {
    if (!log.flush(PATIENCE)) {
      throw new AssertionError("the audit log does not get on: " + log.status());
    }
    if (log.status().lost() > 0) {
      throw new AssertionError("the audit log has lost events: " + log.status());
    }
    return sink.events();
  }

  /** Forgets the events of what happened before this call. */
  public void clear() {
    log.flush(PATIENCE);
    sink.clear();
  }

  @Override
  public void close() {
    log.close();
  }

  private static final class Sink implements AuditSink {
    private final List<AuditEvent> written = new ArrayList<>();

    @Override
    public synchronized void write(List<AuditEvent> events) {
      written.addAll(events);
    }

    synchronized List<AuditEvent> events() {
      return List.copyOf(written);
    }

    synchronized void clear() {
      written.clear();
    }

    @Override
    public void close() {}
  }
}
