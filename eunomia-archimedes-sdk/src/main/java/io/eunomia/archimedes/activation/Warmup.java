package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Evaluates a policy before anyone waits for it, until the JVM has compiled what it runs: it was
 * asked often enough, and gets no faster. A policy that reaches the network is not evaluated, which
 * others would feel.
 *
 * @param inputs what is asked in turn, besides requests that were decided lately; the more like
 *     real requests, the better
 * @param time for how long at most
 */
public record Warmup(List<PolicyInput> inputs, Duration time) {
  /** The JVM makes its best of what ran five thousand times, and not every rule always runs. */
  private static final int ENOUGH = 50_000;

  private static final int BATCH = 200;

  /** A pause in which the JVM can compile, and others can use the processor. */
  private static final long PAUSE_NANOS = 2_000_000;

  /** For how long it must have got no faster; what the JVM compiles last takes the longest. */
  private static final long SETTLED_NANOS = 150_000_000;

  /**
   * @throws IllegalArgumentException without inputs: the smoke test needs one
   */
  public Warmup {
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("warming up needs at least one input");
    }
  }

  /** Requests by each kind of caller, and up to a second. */
  public static Warmup of(String service) {
    List<PolicyInput> inputs =
        List.of(
            sample(Caller.anonymous(), service),
            sample(Caller.user("warm-up", List.of("user")), service),
            sample(Caller.apiKey("warm-up", "warm-up", List.of("read")), service),
            sample(Caller.spiffe("spiffe://example.org/ns/default/sa/warm-up"), service));
    return new Warmup(inputs, Duration.ofSeconds(1));
  }

  /**
   * Warms a policy up.
   *
   * @param recent requests that were decided by the policy before it
   * @param instances how many are likely to be needed at once
   */
  void run(ActivePolicy policy, List<PolicyInput> recent, int instances) {
    policy.policy().prepare(Math.max(instances, Runtime.getRuntime().availableProcessors()));
    if (policy.policy().reachesNetwork()) {
      // Whoever it asks would be asked thousands of times. The smoke test asks once an input.
      return;
    }
    List<PolicyInput> all = new ArrayList<>(inputs);
    all.addAll(recent);
    repeat(policy, all);
    policy.policy().rehearse(policy.allow(), all.get(all.size() - 1));
  }

  private void repeat(ActivePolicy policy, List<PolicyInput> all) {
    long end = System.nanoTime() + time.toNanos();
    long best = Long.MAX_VALUE;
    long improved = 0;
    for (int asked = 0; ; asked += BATCH) {
      long before = System.nanoTime();
      if (end - before <= 0 || (asked >= ENOUGH && before - improved >= SETTLED_NANOS)) {
        return;
      }
      // A policy that is slow, or fails slowly, is not asked a whole batch.
      for (int i = 0; i < BATCH && end - System.nanoTime() > 0; i++) {
        ask(policy, all.get((asked + i) % all.size()));
      }
      long after = System.nanoTime();
      if (after - before < best - best / 10) {
        best = after - before;
        improved = after;
      }
      if (asked >= ENOUGH) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** As requests are decided: those that are denied are told why. */
  private static void ask(ActivePolicy policy, PolicyInput input) {
    try {
      if (policy.policy().decide(policy.allow(), input) != Verdict.TRUE
          && policy.denyReason() != ActivePolicy.NONE) {
        policy.policy().evaluate(policy.denyReason(), input);
      }
    } catch (EvaluationException e) {
      // Whether that matters is judged by the smoke test, which is next.
    }
  }

  private static PolicyInput sample(Caller caller, String service) {
    return PolicyInput.builder(caller, service, "warmUp", "GET", "/warm-up").build();
  }
}
