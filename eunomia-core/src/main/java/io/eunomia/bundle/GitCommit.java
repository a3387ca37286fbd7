package io.eunomia.bundle;

import org.jspecify.annotations.Nullable;

/**
 * The commit that a bundle was built from.
 *
 * @param repository where it comes from, or {@code null}
 * @param commit the full id
 * @param author {@code Name <address>}
 * @param authoredAt RFC 3339
 * @param subject the first line of its message
 * @param dirty whether there were changes that are not committed
 */
public record GitCommit(
    @Nullable String repository,
    String commit,
    String author,
    String authoredAt,
    String subject,
    boolean dirty) {}
