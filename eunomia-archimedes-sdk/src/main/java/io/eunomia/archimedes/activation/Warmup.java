package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.util.List;

/**
 * Evaluates a policy before anyone waits for it, until the JVM has compiled what it runs; not one
 * that reaches the network, which others would feel.
 *
 * @param inputs what is asked in turn; the more like real requests, the better
 * @param time for how long at most
 */
public record Warmup(List<PolicyInput> inputs, Duration time) {
  private static final int ENOUGH = 50_000;

  /**
   * @throws IllegalArgumentException without inputs: the smoke test needs one
   */
  public Warmup {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("warming up needs at least one input");
    }
  }

  /** Requests by each kind of caller, and 300 milliseconds. */
  public static Warmup of(String service) {
    List<PolicyInput> inputs =
        List.of(
            sample(Caller.anonymous(), service),
            sample(Caller.user("warm-up", List.of("user")), service),
            sample(Caller.apiKey("warm-up", "warm-up", List.of("read")), service),
            sample(Caller.spiffe("spiffe://example.org/ns/default/sa/warm-up"), service));
    return new Warmup(inputs, Duration.ofMillis(300));
  }

  void run(ActivePolicy policy) {
    policy.policy().prepare(Runtime.getRuntime().availableProcessors());
    if (policy.policy().reachesNetwork()) {
      // Whoever it asks would be asked thousands of times. The smoke test asks once an input.
      return;
    }
    long deadline = System.nanoTime() + time.toNanos();
    for (int i = 0; i < ENOUGH && System.nanoTime() - deadline < 0; i++) {
      PolicyInput input = inputs.get(i % inputs.size());
      try {
        policy.policy().decide(policy.allow(), input);
        if (policy.denyReason() != ActivePolicy.NONE && i % 4 == 0) {
          policy.policy().evaluate(policy.denyReason(), input);
        }
      } catch (EvaluationException e) {
        // Judged by the smoke test, which is next.
        return;
      }
    }
  }

  private static PolicyInput sample(Caller caller, String service) {
    return PolicyInput.builder(caller, service, "warmUp", "GET", "/warm-up").build();
  }
}
