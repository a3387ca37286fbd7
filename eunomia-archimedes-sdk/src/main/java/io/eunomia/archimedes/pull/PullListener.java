package io.eunomia.archimedes.pull;

/**
 * Is told what a {@link BundlePuller} finds, one thing at a time: by the puller's thread, or by who
 * asked for {@link BundlePuller#pullNow()}. Throws nothing.
 */
public interface PullListener {
  /**
   * A bundle that was not there before.
   *
   * @return whether it was taken. One that was refused is not downloaded again until the registry
   *     has something else
   */
  boolean arrived(PulledBundle bundle);

  /** The registry has what it had. */
  default void unchanged() {}

  /** The registry could not be asked, or what it has could not be had. */
  default void failed(PullException e) {}
}
