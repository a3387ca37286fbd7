package io.eunomia.testkit.diff;

import java.util.List;

/**
 * What is different.
 *
 * @param structure in the bundles themselves
 * @param counts in their decisions
 * @param changes decisions that are otherwise, by the rules that make them so, the most frequent
 *     first; first those that allow what was denied
 * @param notes what could not be looked at, and why
 */
public record DiffReport(
    List<StructureChange> structure,
    Counts counts,
    List<DecisionChange> changes,
    List<String> notes) {
  public DiffReport {
    structure = List.copyOf(structure);
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /**
   * How many requests were decided how.
   *
   * @param allowedBefore allowed before, and denied now
   * @param allowedNow denied before, and allowed now
   * @param deniedOtherwise denied both times, for other reasons or another cause
   * @param same decided as before
   */
  public record Counts(long allowedBefore, long allowedNow, long deniedOtherwise, long same) {
    /** How many were asked. */
    public long asked() {
      return allowedBefore + allowedNow + deniedOtherwise + same;
    }
  }

  /** Whether a request is allowed that was denied, or the other way round. */
  public boolean decisionsChanged() {
    return counts.allowedBefore() + counts.allowedNow() > 0;
  }
}
