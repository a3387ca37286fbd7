package io.eunomia.archimedes.pull;

/**
 * Is told what a {@link BundlePuller} finds, one thing at a time: by the puller's thread, or by who
 * asked for {@link BundlePuller#pullNow()}. Throws nothing.
 */
public interface PullListener {
  /**
   * A bundle that was not there before.
   *
   * @return what became of it
   */
  Reception arrived(PulledBundle bundle);

  /** What became of a bundle that arrived. */
  enum Reception {
    /** It is in use. */
    TAKEN,
    /** It is not, and will not be: it is not downloaded again until the registry has another. */
    REFUSED,
    /** It could not be taken now: it is downloaded again, as after a failure of the registry. */
    POSTPONED
  }

  /** The registry has what it had. */
  default void unchanged() {}

  /** The registry could not be asked, or what it has could not be had. */
  default void failed(PullException e) {}
}
