package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;

/** A rollback to a bundle that the store does not have, or has no more. Nothing was changed. */
public final class NotRetainedException extends Exception {
  private static final long serialVersionUID = 1L;

  NotRetainedException(String service, BundleDigest digest) {
    super("no bundle " + digest + " of " + service + " is retained");
  }
}
