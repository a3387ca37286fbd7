package io.eunomia.archimedes.audit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the logger {@code eunomia.audit}, one JSON object each, at level info. Whatever
 * is behind the logger may drop and reorder lines, so they are not chained by hashes.
 */
public final class Slf4jAuditSink implements AuditSink {
  /** The logger's name. */
  public static final String LOGGER = "eunomia.audit";

  private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

  @Override
  public void write(List<AuditEvent> events) {
    if (LOG.isInfoEnabled()) {
      events.forEach(event -> LOG.info("{}", event.toJson()));
    }
  }

  @Override
  public void close() {}
}
