package io.eunomia.testkit.junit;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * What is expected of a decision. A failure says what was decided, for which reasons, by which
 * policy, and what was asked. Immutable.
 */
public final class DecisionAssert {
  private final PolicyDecision decision;
  private final @Nullable PolicyInput input;

  DecisionAssert(PolicyDecision decision, @Nullable PolicyInput input) {
    this.decision = Objects.requireNonNull(decision, "decision");
    this.input = input;
  }

  /** It allows. */
  public DecisionAssert isAllowed() {
    return decision.allowed()
        ? this
        : fail("expected to be allowed, but is denied", "allowed", "denied");
  }

  /** It denies, for whatever reason. */
  public DecisionAssert isDenied() {
    return decision.allowed()
        ? fail("expected to be denied, but is allowed", "denied", "allowed")
        : this;
  }

  /** Its reasons are exactly these, in any order; none if none are given. */
  public DecisionAssert hasReasons(String... reasons) {
    TreeSet<String> expected = new TreeSet<>(List.of(reasons));
    TreeSet<String> actual = new TreeSet<>(decision.reasons());
    return expected.equals(actual)
        ? this
        : fail(
            "expected the reasons " + expected + ", but they are " + actual,
            String.join("\n", expected),
            String.join("\n", actual));
  }

  /** This is among its reasons. */
  public DecisionAssert hasReason(String reason) {
    return decision.reasons().contains(reason)
        ? this
        : fail(
            "expected the reason \"" + reason + "\", which is not among them",
            reason,
            String.join("\n", decision.reasons()));
  }

  /** This made it. */
  public DecisionAssert hasCause(Cause cause) {
    return decision.cause() == cause
        ? this
        : fail(
            "expected the cause " + cause.json() + ", but it is " + decision.cause().json(),
            cause.json(),
            decision.cause().json());
  }

  /** The decision itself. */
  public PolicyDecision decision() {
    return decision;
  }

  private DecisionAssert fail(String what, String expected, String actual) {
    throw new AssertionFailedError(what + '\n' + description(), expected, actual);
  }

  private String description() {
    PolicyIdentity policy = decision.policy();
    StringBuilder text =
        new StringBuilder("  decision: ")
            .append(decision.allowed() ? "allowed" : "denied")
            .append(", cause ")
            .append(decision.cause().json())
            .append("\n  reasons:  ")
            .append(decision.reasons().isEmpty() ? "none" : decision.reasons().get(0));
    decision.reasons().stream().skip(1).forEach(next -> text.append("\n            ").append(next));
    text.append("\n  policy:   ")
        .append(policy == null ? "none" : policy.service() + ' ' + policy.version())
        .append(policy == null ? "" : ' ' + policy.digest());
    if (input != null) {
      text.append("\n  input:    ")
          .append(input.toJson().toPrettyString().replace("\n", "\n            "));
    }
    return text.toString();
  }
}
