package io.eunomia.archimedes;

import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime is, at one moment.
 *
 * @param service the service that it decides for
 * @param active the policy that decides, or null
 * @param previous the policy that a rollback would go to, or null
 * @param decisions how many were made
 * @param health whether it can allow anything
 */
public record RuntimeStatus(
    String service,
    @Nullable Policy active,
    @Nullable Policy previous,
    Decisions decisions,
    Health health) {
  /**
   * One policy.
   *
   * @param identity which one
   * @param sequence its place in the order of its service's bundles
   * @param activatedAt since when it is active, or was
   * @param instances how many copies of it are in memory
   */
  public record Policy(
      PolicyIdentity identity, long sequence, Instant activatedAt, int instances) {}

  /**
   * Counts of decisions.
   *
   * @param allowed by the policy
   * @param denied for whatever cause
   * @param errors denied because of an error or a timeout; counted among the denied too
   */
  public record Decisions(long allowed, long denied, long errors) {}

  /** Whether a runtime can allow anything. */
  public enum Health {
    /** A policy decides. */
    READY,
    /** There is none: everything is denied. */
    NO_POLICY,
    /** It was closed: everything is denied. */
    CLOSED
  }
}
