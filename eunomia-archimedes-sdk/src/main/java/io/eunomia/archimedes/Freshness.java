package io.eunomia.archimedes;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows how long ago somebody who gives policies was heard of, and withholds the policy when that
 * is too long. Measures time that only goes forward, so that a clock that is set changes nothing.
 * Thread-safe; has a thread only if there is a limit to watch.
 */
final class Freshness implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Freshness.class);
  private static final long NEVER = Long.MAX_VALUE;

  private final String service;
  private final PolicySlot slot;
  private final RuntimeMetrics metrics;
  private final LongSupplier nanoTime;
  private final long staleNanos;
  private final long failClosedNanos;
  private final @Nullable Thread watch;
  private long contact;
  private RuntimeState state = RuntimeState.EMPTY;

  Freshness(
      String service,
      PolicySlot slot,
      RuntimeMetrics metrics,
      @Nullable Duration staleAfter,
      @Nullable Duration failClosedAfter,
      LongSupplier nanoTime) {
    this.service = service;
    this.slot = slot;
    this.metrics = metrics;
    this.nanoTime = nanoTime;
    staleNanos = staleAfter == null ? NEVER : staleAfter.toNanos();
    failClosedNanos = failClosedAfter == null ? NEVER : failClosedAfter.toNanos();
    contact = nanoTime.getAsLong();
    watch = Math.min(staleNanos, failClosedNanos) == NEVER ? null : watch();
    metrics.stateChanged(service, state.json());
    if (watch != null) {
      watch.start();
    }
  }

  /** Somebody who gives policies was heard of: just now. */
  synchronized void contact() {
    if (state != RuntimeState.CLOSED) {
      contact = nanoTime.getAsLong();
      update();
    }
  }

  /** Looks at what has become of the state. */
  synchronized RuntimeState update() {
    RuntimeState now = state == RuntimeState.CLOSED ? state : judge();
    if (now != state) {
      LOG.info("{} is {}, and was {}", service, now.json(), state.json());
      state = now;
      slot.withhold(now == RuntimeState.FAILED_CLOSED);
      metrics.stateChanged(service, now.json());
    }
    return now;
  }

  /** From now on the state is that of a closed runtime. */
  @Override
  public synchronized void close() {
    if (watch != null) {
      watch.interrupt();
    }
    state = RuntimeState.CLOSED;
    slot.withhold(true);
    metrics.stateChanged(service, state.json());
  }

  private RuntimeState judge() {
    if (slot.active() == null) {
      return RuntimeState.EMPTY;
    }
    long silent = nanoTime.getAsLong() - contact;
    if (silent >= failClosedNanos) {
      return RuntimeState.FAILED_CLOSED;
    }
    return silent >= staleNanos ? RuntimeState.STALE : RuntimeState.ACTIVE;
  }

  /** Looks at the state again and again, in a thread of its own. */
  private Thread watch() {
    long period =
        Math.max(
            TimeUnit.MILLISECONDS.toNanos(10),
            Math.min(TimeUnit.SECONDS.toNanos(1), Math.min(staleNanos, failClosedNanos) / 20));
    Thread thread =
        new Thread(
            () -> {
              try {
                while (update() != RuntimeState.CLOSED) {
                  TimeUnit.NANOSECONDS.sleep(period);
                }
              } catch (InterruptedException e) {
                LOG.debug("the watch of {} ends", service);
              }
            },
            "eunomia-freshness-" + service);
    thread.setDaemon(true);
    return thread;
  }
}
