package io.eunomia.rego.optimizer;

/** How much is done to make a policy fast. The results of a policy are the same at every level. */
public enum OptimizationLevel {
  /** Nothing: the module does what the plan says, statement by statement. */
  O0,
  /** What makes nearly every policy faster, and none larger by much: the default. */
  O1,
  /** Also what trades size of the module for speed. */
  O2;

  /** Whether what begins at another level is done at this one. */
  public boolean includes(OptimizationLevel from) {
    return compareTo(from) >= 0;
  }
}
