package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.policy.PolicyInput;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a policy before anybody depends on it: whatever it decides, it must decide. */
final class SmokeTest {
  private static final Logger LOG = LoggerFactory.getLogger(SmokeTest.class);

  private SmokeTest() {}

  /**
   * Asks every entrypoint by every input.
   *
   * @throws ActivationException if one fails, or if the one that allows is no boolean
   */
  static void run(ActivePolicy policy, ActivationRules rules) {
    for (PolicyInput input : rules.warmup().inputs()) {
      for (Map.Entry<String, Integer> entrypoint : policy.policy().entrypoints().entrySet()) {
        try {
          ask(policy, entrypoint.getKey(), entrypoint.getValue(), input);
        } catch (EvaluationException e) {
          if (e.reason() == Reason.TIMEOUT && policy.policy().reachesNetwork()) {
            // Somebody else is down. It will deny until he is back, and then decide by itself.
            LOG.warn("{} found no answer in time: {}", entrypoint.getKey(), e.getMessage());
            return;
          }
          throw new ActivationException(
              Code.ACTIVATION_FAILED,
              "the policy fails at " + entrypoint.getKey() + ": " + e.getMessage(),
              e);
        }
      }
    }
  }

  private static void ask(ActivePolicy policy, String name, int entrypoint, PolicyInput input) {
    if (entrypoint != policy.allow()) {
      policy.policy().evaluate(entrypoint, input);
    } else if (policy.policy().decide(entrypoint, input) == Verdict.NOT_BOOLEAN) {
      throw new ActivationException(Code.ACTIVATION_FAILED, name + " is not a boolean");
    }
  }
}
