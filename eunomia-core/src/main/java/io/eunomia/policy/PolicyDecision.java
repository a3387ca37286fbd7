package io.eunomia.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a policy answered. Immutable and thread-safe.
 *
 * <p>Only {@link Cause#POLICY} can allow: everything else that can happen denies.
 *
 * @param allowed whether the request may go on
 * @param cause what made the decision
 * @param reasons why not, as the policy says it; internal, not for the caller's eyes
 * @param policy which policy decided, or {@code null} if there was none
 * @param decisionId this decision's id
 * @param evaluationTimeNs how long the evaluation took, in nanoseconds
 */
public record PolicyDecision(
    boolean allowed,
    Cause cause,
    List<String> reasons,
    @Nullable PolicyIdentity policy,
    UUID decisionId,
    long evaluationTimeNs) {

  /**
   * @throws IllegalArgumentException if it allows for another cause than the policy, or without one
   */
  public PolicyDecision {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(decisionId, "decisionId");
    if (allowed && (cause != Cause.POLICY || policy == null)) {
      throw new IllegalArgumentException("only a policy allows, not " + cause);
    }
    if (evaluationTimeNs < 0) {
      throw new IllegalArgumentException("evaluation took " + evaluationTimeNs + " ns");
    }
    reasons = List.copyOf(reasons);
  }

  /** What made a decision. */
  public enum Cause {
    /** The entrypoint was {@code true} or {@code false}. */
    POLICY,
    /** The entrypoint had no value. */
    UNDEFINED,
    /** The entrypoint had a value that is not a boolean. */
    NOT_BOOLEAN,
    /** The evaluation failed. */
    ERROR,
    /** The evaluation took too long. */
    TIMEOUT,
    /** There was no policy. */
    NO_POLICY;

    private final String json = name().toLowerCase(Locale.ROOT);

    /** The cause in JSON, logs and metrics: {@code not_boolean}. */
    public String json() {
      return json;
    }
  }

  /**
   * Which policy decided.
   *
   * @param service the service it is for
   * @param version its version; empty if its bundle has none
   * @param revision the Git commit it was built from; empty if its bundle has none
   * @param digest its bundle's digest: {@code sha256:…}
   */
  public record PolicyIdentity(String service, String version, String revision, String digest) {}

  /** The policy said yes. */
  public static PolicyDecision allow(
      PolicyIdentity policy, UUID decisionId, long evaluationTimeNs) {
    return new PolicyDecision(true, Cause.POLICY, List.of(), policy, decisionId, evaluationTimeNs);
  }

  /** The policy said no, or something kept it from answering. */
  public static PolicyDecision deny(
      Cause cause,
      List<String> reasons,
      @Nullable PolicyIdentity policy,
      UUID decisionId,
      long evaluationTimeNs) {
    return new PolicyDecision(false, cause, reasons, policy, decisionId, evaluationTimeNs);
  }

  /** The decision as JSON. A new tree each time. */
  @JsonValue
  public ObjectNode toJson() {
    return PolicyDecisionJson.write(this);
  }

  /**
   * Reads a decision.
   *
   * @throws IllegalArgumentException for JSON that is not a decision's
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PolicyDecision fromJson(JsonNode json) {
    return PolicyDecisionJson.read(json);
  }
}
