package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that became active.
 *
 * @param service whose it is
 * @param digest the bundle's identity
 * @param version its version; may be empty
 * @param revision the commit it was built from; may be empty
 * @param sequence its place in the order of its service's bundles
 * @param source where it came from: {@code push}, {@code registry}, {@code local} or {@code store}
 * @param actor who brought it, a SPIFFE id for example
 * @param deploymentId the deployment it came with, or {@code null}
 * @param time when it became active; only told, nothing is ordered by it
 */
public record StoredActivation(
    String service,
    BundleDigest digest,
    String version,
    String revision,
    long sequence,
    String source,
    String actor,
    @Nullable String deploymentId,
    Instant time) {
  /** Checks that nothing is missing. */
  public StoredActivation {
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(revision, "revision");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(time, "time");
  }
}
