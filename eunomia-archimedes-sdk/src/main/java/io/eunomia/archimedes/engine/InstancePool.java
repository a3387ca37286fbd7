package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.EvaluationException.Reason;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one module, shared by all threads, bound to none: as good for a million virtual
 * threads as for ten platform threads. Lock-free; taking and giving back cost an atomic exchange
 * each. Instances are made as they are needed, up to a limit; beyond it callers wait.
 *
 * <p>A closed pool still serves who is late: one that read the policy just before it was swapped.
 */
final class InstancePool implements AutoCloseable {
  private static final long POLL_NANOS = 50_000;

  private final PolicyModule module;
  private final AtomicReferenceArray<@Nullable PolicyInstance> idle;
  private final AtomicInteger existing = new AtomicInteger();
  private final long patience;
  private volatile boolean closed;

  InstancePool(PolicyModule module, Limits limits) {
    this.module = module;
    idle = new AtomicReferenceArray<>(limits.maxInstances());
    patience = limits.timeout().toNanos();
  }

  /**
   * An instance for this thread alone, until it is given back or discarded.
   *
   * @throws EvaluationException if none was free in time
   */
  PolicyInstance take() {
    PolicyInstance instance = poll();
    if (instance == null) {
      instance = create();
    }
    return instance == null ? await() : instance;
  }

  /** Gives an instance back; one that is not reusable is thrown away. */
  void giveBack(PolicyInstance instance) {
    if (instance.isReusable() && !closed) {
      int n = idle.length();
      int start = start();
      for (int i = 0; i < n; i++) {
        int slot = start + i < n ? start + i : start + i - n;
        if (idle.getPlain(slot) == null && idle.compareAndSet(slot, null, instance)) {
          if (closed) {
            // The pool may have been emptied just before.
            close();
          }
          return;
        }
      }
    }
    discard(instance);
  }

  private void discard(PolicyInstance instance) {
    existing.decrementAndGet();
    instance.close();
  }

  /** How many instances there are, at work or idle. */
  int size() {
    return existing.get();
  }

  /** Makes instances ahead of their use until there are this many, or as many as there may be. */
  void prepare(int instances) {
    while (existing.get() < instances) {
      PolicyInstance instance = create();
      if (instance == null) {
        return;
      }
      giveBack(instance);
    }
  }

  /** Lets go of the idle instances; those at work follow when they are given back. */
  @Override
  public void close() {
    closed = true;
    for (int i = 0; i < idle.length(); i++) {
      PolicyInstance instance = idle.getAndSet(i, null);
      if (instance != null) {
        discard(instance);
      }
    }
  }

  /** Serves again, after {@link #close()}: a retained policy is rolled back to. */
  void reopen() {
    closed = false;
  }

  private @Nullable PolicyInstance poll() {
    int n = idle.length();
    int start = start();
    for (int i = 0; i < n; i++) {
      int slot = start + i < n ? start + i : start + i - n;
      if (idle.getPlain(slot) != null) {
        PolicyInstance instance = idle.getAndSet(slot, null);
        if (instance != null) {
          return instance;
        }
      }
    }
    return null;
  }

  private @Nullable PolicyInstance create() {
    if (existing.incrementAndGet() > idle.length()) {
      existing.decrementAndGet();
      return null;
    }
    boolean done = false;
    try {
      PolicyInstance instance = module.newInstance();
      done = true;
      return instance;
    } finally {
      if (!done) {
        existing.decrementAndGet();
      }
    }
  }

  private PolicyInstance await() {
    long deadline = System.nanoTime() + patience;
    boolean interrupted = false;
    try {
      do {
        LockSupport.parkNanos(this, POLL_NANOS);
        // Parking would return at once; who interrupted finds the flag set again in the end.
        interrupted |= Thread.interrupted();
        PolicyInstance instance = poll();
        if (instance == null) {
          instance = create();
        }
        if (instance != null) {
          return instance;
        }
      } while (System.nanoTime() - deadline < 0);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    throw new EvaluationException(
        Reason.TIMEOUT, "none of the " + idle.length() + " instances became free in time");
  }

  /** Where this thread looks first, so that threads seldom meet. */
  private int start() {
    return Math.floorMod(Thread.currentThread().getId(), idle.length());
  }
}
