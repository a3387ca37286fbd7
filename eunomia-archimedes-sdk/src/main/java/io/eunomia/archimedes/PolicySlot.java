package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivePolicy;
import org.jspecify.annotations.Nullable;

/**
 * What requests decide by: one volatile read. The active policy can be withheld, and then nothing
 * decides. Thread-safe.
 */
final class PolicySlot {
  private volatile @Nullable ActivePolicy deciding;
  private volatile @Nullable ActivePolicy active;
  private boolean withheld;

  /** What decides now. */
  @Nullable ActivePolicy deciding() {
    return deciding;
  }

  /** What would decide if it were not withheld. */
  @Nullable ActivePolicy active() {
    return active;
  }

  synchronized void publish(@Nullable ActivePolicy next) {
    active = next;
    deciding = withheld ? null : next;
  }

  synchronized void withhold(boolean yes) {
    withheld = yes;
    deciding = yes ? null : active;
  }
}
