package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.ActivationSource;
import io.eunomia.archimedes.activation.ActivationStep;
import io.eunomia.archimedes.activation.Activator;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a runtime decides by, one change after the other in the order in which they got the
 * lock. A change is remembered first and visible then; one that fails is as if it had not been.
 */
final class Activations {
  private final Activator activator;
  private final PolicySlot slot;
  private final BundleMemory memory;
  private final ActivationReports reports;
  private final Freshness freshness;

  /**
   * Held by those who change the policy; never by those who ask. Fair: first come, first served.
   */
  private final ReentrantLock changes = new ReentrantLock(true);

  /** The policy that was active before, if it is in memory still. */
  private @Nullable ActivePolicy previous;

  private boolean closed;

  Activations(
      Activator activator,
      PolicySlot slot,
      BundleMemory memory,
      ActivationReports reports,
      Freshness freshness) {
    this.activator = activator;
    this.slot = slot;
    this.memory = memory;
    this.reports = reports;
    this.freshness = freshness;
  }

  Activation activate(ActivationRequest request) {
    long start = System.nanoTime();
    BundleDigest digest = null;
    changes.lock();
    try {
      checkOpen();
      digest = activator.digest(request);
      Activation done = activateLocked(request, digest, start);
      reports.activated(request, done, slot.active());
      return done;
    } catch (ActivationException e) {
      reports.refused(request, digest, e, since(start));
      throw e;
    } finally {
      changes.unlock();
    }
  }

  Activation rollBack(RollbackRequest request) {
    long start = System.nanoTime();
    changes.lock();
    try {
      checkOpen();
      ActivePolicy left = slot.active();
      Activation done = rollBackLocked(request, start);
      reports.rolledBack(request, done, left, slot.active());
      return done;
    } catch (ActivationException e) {
      reports.rollbackRefused(request, e, since(start));
      throw e;
    } finally {
      changes.unlock();
    }
  }

  /** The digest that a rollback would go to, or null. Waits for no change. */
  @Nullable String previousDigest() {
    return memory.previousDigest();
  }

  void close() {
    changes.lock();
    try {
      closed = true;
      ActivePolicy last = slot.active();
      slot.publish(null);
      if (last != null) {
        last.policy().close();
      }
      forgetPrevious();
      memory.close();
    } finally {
      changes.unlock();
    }
  }

  private Activation activateLocked(ActivationRequest request, BundleDigest digest, long start) {
    activator.checkExpected(request, digest);
    ActivePolicy current = slot.active();
    if (current != null && current.identity().digest().equals(digest.toString())) {
      freshness.contact();
      return new Activation(Activation.Status.UNCHANGED, current.identity(), null, since(start));
    }
    ActivePolicy next =
        guarded(() -> activator.prepare(request, digest, current, instances(current)));
    boolean published = false;
    try {
      activator.begins(digest, ActivationStep.JOURNAL);
      if (request.source() != ActivationSource.STORE) {
        memory.activated(request, next);
      }
      activator.begins(digest, ActivationStep.PUBLISH);
      publish(next, current, true);
      published = true;
    } finally {
      if (!published) {
        next.policy().close();
      }
    }
    if (request.source() == ActivationSource.STORE) {
      freshness.update();
    } else {
      freshness.contact();
    }
    return activated(next, current, start);
  }

  private Activation rollBackLocked(RollbackRequest request, long start) {
    BundleDigest target = request.digest() == null ? memory.previous() : request.digest();
    if (target == null) {
      throw new ActivationException(
          Code.BUNDLE_NOT_RETAINED, "there is no previous bundle to roll back to");
    }
    ActivePolicy current = slot.active();
    if (current != null && current.identity().digest().equals(target.toString())) {
      return new Activation(Activation.Status.UNCHANGED, current.identity(), null, since(start));
    }
    ActivePolicy next = guarded(() -> retained(target, instances(current)));
    boolean published = false;
    try {
      memory.rolledBack(request, target);
      publish(next, current, false);
      published = true;
    } finally {
      if (!published) {
        next.policy().close();
      }
    }
    freshness.contact();
    return activated(next, current, start);
  }

  /** A policy that was active before: the one in memory, or made anew of what is remembered. */
  private ActivePolicy retained(BundleDigest target, int instances) {
    ActivePolicy ready = previous;
    if (ready != null && ready.identity().digest().equals(target.toString())) {
      return activator.revive(ready, instances);
    }
    // Its signature is checked again: a key may have been taken away since. Its age is not.
    ActivationRequest request = memory.retained(target);
    BundleDigest digest = activator.digest(request);
    activator.checkExpected(request, digest);
    return activator.prepare(request, digest, null, instances);
  }

  /** How many instances the next policy will need to begin with, by those of the one before. */
  private static int instances(@Nullable ActivePolicy current) {
    return current == null ? 0 : current.policy().instances();
  }

  private void publish(ActivePolicy next, @Nullable ActivePolicy current, boolean keep) {
    ActivePolicy before = previous;
    slot.publish(next);
    previous = keep ? current : null;
    if (current != null) {
      current.policy().close();
    }
    // After a rollback the one before may be the very policy that is active now.
    if (before != null && before.policy() != next.policy()) {
      before.policy().close();
    }
  }

  private void forgetPrevious() {
    ActivePolicy before = previous;
    previous = null;
    if (before != null) {
      before.policy().close();
    }
  }

  /** What fails unexpectedly refuses the bundle too, and nothing else. */
  private static ActivePolicy guarded(Supplier<ActivePolicy> preparation) {
    try {
      return preparation.get();
    } catch (ActivationException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new ActivationException(Code.ACTIVATION_FAILED, "the policy cannot be made ready", e);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the runtime is closed");
    }
  }

  private static Activation activated(
      ActivePolicy next, @Nullable ActivePolicy before, long start) {
    PolicyIdentity left = before == null ? null : before.identity();
    return new Activation(
        Activation.Status.ACTIVATED,
        next.identity(),
        left == null ? null : left.digest(),
        since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
