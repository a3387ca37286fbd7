package io.eunomia.archimedes.activation;

import io.eunomia.bundle.BundleDigest;

/**
 * Is told of each step of an activation before it begins, in the activating thread. What it throws
 * is logged and changes nothing.
 */
@FunctionalInterface
public interface ActivationListener {
  /** Nobody is told. */
  ActivationListener NONE = (digest, step) -> {};

  /** A step begins. */
  void begins(BundleDigest digest, ActivationStep step);
}
