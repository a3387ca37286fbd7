package io.eunomia.archimedes.audit;

import java.io.IOException;
import java.util.List;

/**
 * Where audit events go. Called by one thread only, and never after {@link #close()}.
 *
 * <p>{@link #write} takes all its events or none: after an {@link IOException} the same events come
 * again.
 */
public interface AuditSink extends AutoCloseable {
  /**
   * Writes events in their order. Called without any about once a second while there are none, so
   * that a sink can do what is due.
   *
   * @throws IOException if none of them is written
   */
  void write(List<AuditEvent> events) throws IOException;

  @Override
  void close() throws IOException;
}
