package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.archimedes.engine.builtins.BuiltinFailure;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes decisions of what a policy answers, and denials of everything else. */
final class Decider {
  private static final Logger LOG = LoggerFactory.getLogger(Decider.class);

  private Decider() {}

  /** What a policy, or the lack of one, decides. Never throws for what they do. */
  static PolicyDecision decide(@Nullable ActivePolicy policy, PolicyInput input) {
    UUID id = UuidV7.next();
    return policy == null
        ? PolicyDecision.deny(Cause.NO_POLICY, List.of(), null, id, 0)
        : decide(policy, input, id, System.nanoTime());
  }

  private static PolicyDecision decide(
      ActivePolicy policy, PolicyInput input, UUID id, long start) {
    PolicyIdentity identity = policy.identity();
    Cause cause;
    try {
      Verdict verdict = policy.policy().decide(policy.allow(), input);
      if (verdict == Verdict.TRUE) {
        return PolicyDecision.allow(identity, id, System.nanoTime() - start);
      }
      cause = causeOf(verdict);
    } catch (EvaluationException e) {
      log(e, id, identity.service());
      Cause failure = e.reason() == Reason.TIMEOUT ? Cause.TIMEOUT : Cause.ERROR;
      return PolicyDecision.deny(failure, List.of(), identity, id, System.nanoTime() - start);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.error("decision {} of {} denies after a failure", id, identity.service(), e);
      return PolicyDecision.deny(Cause.ERROR, List.of(), identity, id, System.nanoTime() - start);
    }
    long took = System.nanoTime() - start;
    return PolicyDecision.deny(cause, DenyReasons.of(policy, input), identity, id, took);
  }

  private static void log(EvaluationException e, UUID id, String service) {
    if (e.getCause() instanceof BuiltinFailure failure) {
      // Nobody else sees where the program's own code failed.
      LOG.error("decision {} of {} denies: {}", id, service, e.getMessage(), failure.getCause());
    } else {
      LOG.warn("decision {} of {} denies: {}", id, service, e.getMessage());
    }
  }

  private static Cause causeOf(Verdict verdict) {
    return switch (verdict) {
      case TRUE, FALSE -> Cause.POLICY;
      case UNDEFINED -> Cause.UNDEFINED;
      case NOT_BOOLEAN -> Cause.NOT_BOOLEAN;
    };
  }
}
