package io.eunomia.archimedes.engine;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that interrupts evaluations past their time. It looks at them now and then, so that an
 * evaluation pays two writes and no queue; and it sleeps while nothing was evaluated lately.
 */
final class Watchdog implements AutoCloseable {
  private static final long MIN_TICK = 1_000_000;
  private static final long MAX_TICK = 50_000_000;
  private static final int IDLE_TICKS = 40;

  private final Set<EvaluationGuard> guards = ConcurrentHashMap.newKeySet();
  private final long tick;
  private final Thread thread;
  private volatile boolean asleep;
  private volatile boolean closed;

  Watchdog(long timeoutNanos) {
    tick = Math.max(MIN_TICK, Math.min(MAX_TICK, timeoutNanos / 10));
    thread = new Thread(this::run, "eunomia-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  void add(EvaluationGuard guard) {
    guards.add(guard);
  }

  void remove(EvaluationGuard guard) {
    guards.remove(guard);
  }

  /** Called when an evaluation begins. */
  void wake() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }

  Collection<EvaluationGuard> guards() {
    return guards;
  }

  private void run() {
    long seen = 0;
    int idle = 0;
    while (!closed) {
      long activity = check();
      idle = activity == seen ? idle + 1 : 0;
      seen = activity;
      if (idle < IDLE_TICKS) {
        LockSupport.parkNanos(this, tick);
      } else {
        sleep(seen);
        idle = 0;
      }
    }
  }

  private void sleep(long seen) {
    asleep = true;
    // One that began before it could see that we sleep is seen by this look.
    if (check() == seen) {
      while (asleep && !closed) {
        LockSupport.park(this);
      }
    }
    asleep = false;
  }

  /** Interrupts what is late; returns a sum that changes with every begin and end. */
  private long check() {
    long now = System.nanoTime();
    long activity = guards.size();
    boolean running = false;
    for (EvaluationGuard guard : guards) {
      guard.interruptIfLate(now);
      activity += guard.activity();
      running |= guard.isRunning();
    }
    // What runs keeps us awake, even if it neither began nor ended since the last look.
    return running ? now : activity;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
