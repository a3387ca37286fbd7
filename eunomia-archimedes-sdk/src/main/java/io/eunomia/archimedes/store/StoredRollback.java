package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A retained bundle that became active again.
 *
 * @param service whose it is
 * @param digest the bundle's identity
 * @param source where the wish came from: {@code push} or {@code local}
 * @param actor who wished it, a SPIFFE id for example
 * @param deploymentId the deployment it was part of, or {@code null}
 * @param reason why; may be empty
 * @param time when it became active; only told, nothing is ordered by it
 */
public record StoredRollback(
    String service,
    BundleDigest digest,
    String source,
    String actor,
    @Nullable String deploymentId,
    String reason,
    Instant time) {
  /** Checks that nothing is missing. */
  public StoredRollback {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(time, "time");
  }
}
