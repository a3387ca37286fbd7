package io.eunomia.archimedes.activation;

import io.eunomia.bundle.BundleDigest;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to go back.
 *
 * @param digest of the retained bundle to go to, or null for the one that was active before
 * @param reason why, for the audit
 * @param actor who wants it: a SPIFFE id, or {@code local}
 * @param deploymentId the sender's name for what this is part of, or null
 */
public record RollbackRequest(
    @Nullable BundleDigest digest, String reason, String actor, @Nullable String deploymentId) {
  private static final int MAX_REASON = 1024;

  /**
   * @throws IllegalArgumentException for a reason that is blank, or longer than 1024 characters
   */
  public RollbackRequest {
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new IllegalArgumentException(
          "reason must not be blank, and have at most " + MAX_REASON + " characters");
    }
  }

  /** The embedding program wants to go back to the bundle that was active before. */
  public static RollbackRequest toPrevious(String reason) {
    return new RollbackRequest(null, reason, ActivationRequest.LOCAL_ACTOR, null);
  }
}
