package io.eunomia.testkit.diff;

import io.eunomia.policy.PolicyDecision.Cause;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a policy decided. Immutable.
 *
 * @param allowed whether the request may go on
 * @param cause what made the decision
 * @param reasons why not, sorted
 */
public record Decided(boolean allowed, Cause cause, SortedSet<String> reasons) {
  public Decided {
    reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
  }
}
