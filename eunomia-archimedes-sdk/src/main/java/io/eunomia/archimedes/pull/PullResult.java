package io.eunomia.archimedes.pull;

/** What a pull came to. */
public sealed interface PullResult permits PulledBundle, PullResult.Unchanged {
  /** What to give to the next pull. */
  PullState state();

  /** The registry has the bundle that is known already. */
  record Unchanged(PullState state) implements PullResult {}
}
