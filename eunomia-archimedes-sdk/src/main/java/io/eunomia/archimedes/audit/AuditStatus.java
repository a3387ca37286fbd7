package io.eunomia.archimedes.audit;

import org.jspecify.annotations.Nullable;

/**
 * How an audit log is.
 *
 * @param written events that every sink has taken
 * @param waiting events that are not written yet
 * @param lost events that will never be written, because there was no room for them
 * @param failing what the last attempt to write failed with, or {@code null} if it did not fail
 */
public record AuditStatus(long written, long waiting, long lost, @Nullable String failing) {}
