package io.eunomia.archimedes;

import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an activation, or a rollback, did.
 *
 * @param status whether the policy changed
 * @param active the policy that is active now
 * @param previousDigest the digest of the bundle that was active before, if there was another one
 * @param took from the call until requests saw the policy
 */
public record Activation(
    Status status, PolicyIdentity active, @Nullable String previousDigest, Duration took) {
  /** Whether the policy changed. */
  public enum Status {
    /** It did. */
    ACTIVATED,
    /** The same bundle was active already. */
    UNCHANGED
  }
}
