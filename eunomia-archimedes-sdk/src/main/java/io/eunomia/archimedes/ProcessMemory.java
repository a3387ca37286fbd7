package io.eunomia.archimedes;

import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.bundle.BundleDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Remembers as long as the process lives, and of the bundles only their digests. */
final class ProcessMemory implements BundleMemory {
  private final @Nullable ActivationRequest last;
  private final @Nullable Problem problem;
  private final Set<BundleDigest> held = ConcurrentHashMap.newKeySet();
  private @Nullable BundleDigest active;
  private volatile @Nullable BundleDigest previous;

  /** Knows nothing yet. */
  ProcessMemory() {
    this(null, null);
  }

  /** Stands in for something better, which can still say what the last bundle was. */
  ProcessMemory(@Nullable ActivationRequest last, @Nullable Problem problem) {
    this.last = last;
    this.problem = problem;
    active = last == null ? null : last.expected();
  }

  @Override
  public @Nullable ActivationRequest last() {
    return last;
  }

  @Override
  public void activated(ActivationRequest request, ActivePolicy policy) {
    previous = active;
    active = BundleDigest.parse(policy.identity().digest());
    held.remove(active);
  }

  @Override
  public void rolledBack(RollbackRequest request, BundleDigest target) {
    if (active != null) {
      held.add(active);
    }
    held.remove(target);
    active = target;
    previous = null;
  }

  @Override
  public @Nullable BundleDigest previous() {
    return previous;
  }

  @Override
  public ActivationRequest retained(BundleDigest digest) {
    throw new ActivationException(
        Code.BUNDLE_NOT_RETAINED,
        digest + " is not retained: without a store only the previous bundle is");
  }

  @Override
  public boolean held(BundleDigest digest) {
    return held.contains(digest);
  }

  @Override
  public @Nullable Problem problem() {
    return problem;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
