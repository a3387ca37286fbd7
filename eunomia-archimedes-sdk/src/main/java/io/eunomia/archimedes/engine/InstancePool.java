package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.EvaluationException.Reason;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The instances of one module, shared by all threads, bound to none: as good for a million virtual
 * threads as for ten platform threads. Lock-free; taking and giving back cost an atomic exchange
 * each, seldom on memory that another thread uses. Instances are made as they are needed, up to a
 * limit; beyond it callers wait, parked, until one is given back. Who comes just then may be faster
 * than who waits: a free instance is never left lying for a thread that has yet to wake up.
 *
 * <p>A closed pool still serves who is late: one that read the policy just before it was swapped.
 */
final class InstancePool implements AutoCloseable {
  /** References between two slots, so that no two are on one line of a cache. */
  private static final int STRIDE = 16;

  private final PolicyModule module;

  /** The idle instances, each in a slot that is a multiple of the stride. */
  private final AtomicReferenceArray<@Nullable PolicyInstance> idle;

  private final int slots;

  /** Who waits, the longest first. */
  private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

  private final AtomicInteger existing = new AtomicInteger();
  private final long patience;
  private volatile boolean closed;

  InstancePool(PolicyModule module, Limits limits) {
    this.module = module;
    slots = limits.maxInstances();
    idle = new AtomicReferenceArray<>(Math.multiplyExact(slots, STRIDE));
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
    if (!instance.isReusable() || closed || !putBack(instance)) {
      discard(instance);
    } else if (closed) {
      // The pool may have been emptied just before.
      close();
    }
    wakeOne();
  }

  private boolean putBack(PolicyInstance instance) {
    int start = start();
    for (int i = 0; i < slots; i++) {
      int slot = slot(start + i);
      if (idle.getPlain(slot) == null && idle.compareAndSet(slot, null, instance)) {
        return true;
      }
    }
    return false;
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

  /** Does something with every instance that is idle, one after the other. */
  void forEachIdle(Consumer<PolicyInstance> action) {
    for (int i = 0; i < slots; i++) {
      PolicyInstance instance = idle.getAndSet(slot(i), null);
      if (instance != null) {
        try {
          action.accept(instance);
        } finally {
          giveBack(instance);
        }
      }
    }
  }

  /** Lets go of the idle instances; those at work follow when they are given back. */
  @Override
  public void close() {
    closed = true;
    for (int i = 0; i < slots; i++) {
      PolicyInstance instance = idle.getAndSet(slot(i), null);
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
    int start = start();
    for (int i = 0; i < slots; i++) {
      int slot = slot(start + i);
      if (idle.get(slot) != null) {
        PolicyInstance instance = idle.getAndSet(slot, null);
        if (instance != null) {
          return instance;
        }
      }
    }
    return null;
  }

  private @Nullable PolicyInstance create() {
    int before;
    do {
      before = existing.get();
      if (before >= slots) {
        return null;
      }
    } while (!existing.compareAndSet(before, before + 1));
    boolean done = false;
    try {
      PolicyInstance instance = module.newInstance();
      done = true;
      return instance;
    } finally {
      if (!done) {
        existing.decrementAndGet();
        wakeOne();
      }
    }
  }

  private PolicyInstance await() {
    long deadline = System.nanoTime() + patience;
    Waiter waiter = new Waiter(Thread.currentThread());
    boolean interrupted = false;
    waiting.add(waiter);
    try {
      while (true) {
        // Now that this thread is seen to wait: what is given back from here on wakes it.
        PolicyInstance instance = poll();
        if (instance == null) {
          instance = create();
        }
        if (instance != null) {
          return instance;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new EvaluationException(
              Reason.TIMEOUT, "none of the " + slots + " instances became free in time");
        }
        LockSupport.parkNanos(this, left);
        // Parking would return at once; who interrupted finds the flag set again in the end.
        interrupted |= Thread.interrupted();
      }
    } finally {
      waiter.gone = true;
      // Two instances may have been given back while this thread was the first to be woken.
      wakeOne();
      if (interrupted) {
        waiter.thread.interrupt();
      }
    }
  }

  private void wakeOne() {
    Waiter first = waiting.peek();
    while (first != null && first.gone) {
      waiting.remove(first);
      first = waiting.peek();
    }
    if (first != null) {
      LockSupport.unpark(first.thread);
    }
  }

  /** Where this thread looks first, so that threads seldom meet. */
  private int start() {
    return Math.floorMod(Thread.currentThread().getId(), slots);
  }

  private int slot(int number) {
    return (number < slots ? number : number - slots) * STRIDE;
  }

  /** A thread in the queue, which stays there until it is the first. */
  private static final class Waiter {
    private final Thread thread;
    private volatile boolean gone;

    Waiter(Thread thread) {
      this.thread = thread;
    }
  }
}
