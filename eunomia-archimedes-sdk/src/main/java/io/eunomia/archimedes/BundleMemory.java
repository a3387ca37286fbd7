package io.eunomia.archimedes;

import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.engine.CodeCache;
import io.eunomia.bundle.BundleDigest;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which bundles were active. Changed by one thread at a time; its answers to others are
 * those of the last change that was completed.
 */
sealed interface BundleMemory extends AutoCloseable permits ProcessMemory, StoreMemory {
  /** The bundle that was active when the process ended, if that is known. */
  @Nullable ActivationRequest last();

  /**
   * Remembers that a bundle becomes active.
   *
   * @throws ActivationException if it cannot be remembered
   */
  void activated(ActivationRequest request, ActivePolicy policy);

  /**
   * Remembers that a bundle becomes active again.
   *
   * @throws ActivationException if it cannot be remembered
   */
  void rolledBack(RollbackRequest request, BundleDigest target);

  /** What a rollback goes to if it is not said. */
  @Nullable BundleDigest previous();

  /**
   * A bundle that was active once.
   *
   * @throws ActivationException if it is not retained, or not readable
   */
  ActivationRequest retained(BundleDigest digest);

  /** Whether a bundle was left by a rollback: it must not come back by itself. */
  boolean held(BundleDigest digest);

  /** What is wrong with it, or null. */
  @Nullable Problem problem();

  /** Where what modules were compiled to is kept. */
  default CodeCache code() {
    return CodeCache.NONE;
  }

  /** {@link #previous()} as text. */
  default @Nullable String previousDigest() {
    BundleDigest digest = previous();
    return digest == null ? null : digest.toString();
  }

  @Override
  void close();
}
