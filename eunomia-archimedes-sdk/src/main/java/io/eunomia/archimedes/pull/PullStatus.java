package io.eunomia.archimedes.pull;

import io.eunomia.bundle.BundleDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the pulling goes.
 *
 * @param reference what is pulled
 * @param lastAttempt when a pull began last; null if none did
 * @param lastContact when the registry last said what it has, be it new, known or refused; null if
 *     it never did
 * @param sinceContact how long ago that was by a clock that nobody sets; null if it never was
 * @param lastFailure why the last pull failed; null if it did not
 * @param consecutiveFailures pulls that failed since the last contact
 * @param lastManifest {@code sha256:HEX} of the manifest that the registry had last; null if none
 * @param lastDigest of the bundle in it; null if none
 */
public record PullStatus(
    RegistryReference reference,
    @Nullable Instant lastAttempt,
    @Nullable Instant lastContact,
    @Nullable Duration sinceContact,
    PullException.@Nullable Code lastFailure,
    int consecutiveFailures,
    @Nullable String lastManifest,
    @Nullable BundleDigest lastDigest) {}
