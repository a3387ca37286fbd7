package io.eunomia.archimedes.control.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an instance says that a push or a rollback did.
 *
 * @param digest of the bundle that is active now
 * @param version of its policy
 * @param previousDigest of the bundle that was active before; null if there was none, or nothing
 *     changed
 * @param took the activation, on the instance's clock
 */
public record Acknowledgement(
    String digest, String version, @Nullable String previousDigest, Duration took) {}
