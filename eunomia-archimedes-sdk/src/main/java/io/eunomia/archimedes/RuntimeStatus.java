package io.eunomia.archimedes;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.activation.ActivationSource;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a runtime is, at one moment. Immutable.
 *
 * @param service the service that it decides for
 * @param instance which of the service's runtimes it is
 * @param active the policy that is active, or null; {@link Health} says whether it decides
 * @param previousDigest the digest of the bundle that a rollback would go to, or null
 * @param decisions how many were made
 * @param health whether all is well
 */
public record RuntimeStatus(
    String service,
    String instance,
    @Nullable Policy active,
    @Nullable String previousDigest,
    Decisions decisions,
    Health health) {
  /** The status as JSON, as the control plane answers it. A new tree each time. */
  @JsonValue
  public ObjectNode toJson() {
    return RuntimeStatusJson.write(this);
  }

  /**
   * The active policy.
   *
   * @param identity which one
   * @param sequence its place in the order of its service's bundles
   * @param activatedAt since when it is active, in this process
   * @param source where its bundle came from
   * @param instances how many copies of it are in memory
   */
  public record Policy(
      PolicyIdentity identity,
      long sequence,
      Instant activatedAt,
      ActivationSource source,
      int instances) {}

  /**
   * Counts of decisions.
   *
   * @param allowed by the policy
   * @param denied for whatever cause
   * @param errors denied because of an error or a timeout; counted among the denied too
   */
  public record Decisions(long allowed, long denied, long errors) {}

  /**
   * Whether all is well.
   *
   * @param state whether the runtime can allow anything
   * @param problems what is not as it should be, though decisions go on
   */
  public record Health(RuntimeState state, List<Problem> problems) {
    /** Copies the problems. */
    public Health {
      problems = List.copyOf(problems);
    }

    /** Whether a load balancer should send requests: a policy decides. */
    public boolean ready() {
      return state.decides();
    }
  }

  /**
   * Something that is not as it should be.
   *
   * @param component {@code store}, {@code registry} or {@code audit}
   * @param code for programs
   * @param message for people
   */
  public record Problem(String component, String code, String message) {}
}
