package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a service stands.
 *
 * @param active the bundle that is active, or {@code null} if there never was one
 * @param previous the bundle that a rollback goes to, or {@code null} if there is none
 * @param held bundles that a rollback left, and that were not activated since: whoever looks for
 *     bundles by himself must not bring them back. They need not be retained any more. The latest
 *     1,000 are remembered
 */
public record StoreState(
    @Nullable BundleDigest active, @Nullable BundleDigest previous, Set<BundleDigest> held) {
  /** With a copy of the set. */
  public StoreState {
    held = Set.copyOf(held);
  }
}
