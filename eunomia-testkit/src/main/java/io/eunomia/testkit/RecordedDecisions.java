package io.eunomia.testkit;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.List;

/**
 * What a runtime was asked, and what it decided: everything, in the order in which the decisions
 * were made.
 *
 * <pre>{@code
 * RecordedDecisions decisions = new RecordedDecisions();
 * PolicyRuntime runtime =
 *     PolicyRuntime.builder("users-service").metrics(decisions).open();
 * }</pre>
 *
 * <p>Thread-safe. Keeps all that it is told until {@link #clear()}, so it is for tests and not for
 * services.
 */
public final class RecordedDecisions implements RuntimeMetrics {
  private final List<Recorded> recorded = new ArrayList<>();

  /** One question and its answer. */
  public record Recorded(PolicyInput input, PolicyDecision decision) {}

  @Override
  public synchronized void decided(PolicyInput input, PolicyDecision decision) {
    recorded.add(new Recorded(input, decision));
  }

  /** All of them so far. */
  public synchronized List<Recorded> all() {
    return List.copyOf(recorded);
  }

  /** What was asked. */
  public List<PolicyInput> inputs() {
    return all().stream().map(Recorded::input).toList();
  }

  /** How many there are. */
  public synchronized int count() {
    return recorded.size();
  }

  /**
   * The last one.
   *
   * @throws AssertionError if nothing was asked
   */
  public synchronized Recorded last() {
    if (recorded.isEmpty()) {
      throw new AssertionError("the policy was not asked");
    }
    return recorded.get(recorded.size() - 1);
  }

  /** Forgets them. */
  public synchronized void clear() {
    recorded.clear();
  }
}
