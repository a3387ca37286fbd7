package io.eunomia.archimedes.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written: a bounded queue of many writers and one reader. Putting something in
 * takes no lock and never waits.
 */
final class EventQueue {
  private final int capacity;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLong finished = new AtomicLong();
  private final AtomicBoolean asleep = new AtomicBoolean();
  private volatile @Nullable Thread reader;

  EventQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Something that becomes an event when it is its turn. */
  interface Waiting {
    AuditEvent event();
  }

  /** The thread that takes out what is put in. */
  void readBy(Thread thread) {
    reader = thread;
  }

  /** Puts something in, or says that there is no room. */
  boolean offer(Waiting waiting) {
    // Room is taken first: two that see the last place cannot both have it.
    if (taken.get() >= capacity) {
      return false;
    }
    if (taken.incrementAndGet() > capacity) {
      taken.decrementAndGet();
      return false;
    }
    queue.add(waiting);
    wake();
    return true;
  }

  /** How many have a place: what is in the queue, and what was taken out and is not done yet. */
  int size() {
    return taken.get();
  }

  /** How many were put in so far, or a few more. */
  long put() {
    // In this order: a batch that is done in between is counted twice rather than not at all.
    int present = taken.get();
    return present + finished.get();
  }

  /** How many were put in and are done. */
  long finished() {
    return finished.get();
  }

  /** Takes up to so many out; their places stay taken until they are {@link #done}. */
  List<Waiting> take(int most) {
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < most) {
      Waiting next = queue.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  /** Gives so many places back. */
  void done(int count) {
    finished.addAndGet(count);
    taken.addAndGet(-count);
  }

  /** Lets the reader sleep until something comes, it is woken, or the time is over. */
  void await(long nanos) {
    asleep.set(true);
    if (queue.isEmpty()) {
      LockSupport.parkNanos(this, nanos);
    }
    asleep.set(false);
  }

  /** Wakes the reader, if it sleeps. A busy one costs a read only. */
  void wake() {
    if (asleep.get() && asleep.compareAndSet(true, false)) {
      LockSupport.unpark(reader);
    }
  }
}
