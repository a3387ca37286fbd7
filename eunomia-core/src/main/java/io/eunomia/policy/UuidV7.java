package io.eunomia.policy;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes UUIDs of version 7 (RFC 9562): sorted by the time they were made, and not to be guessed.
 *
 * <p>Thread-safe and lock-free. Those of one generator grow strictly, also within a millisecond and
 * when the clock is set back. Costs a fraction of a microsecond: random bytes are drawn in batches,
 * which all threads share, so that a thread leaves nothing behind.
 */
public final class UuidV7 {
  private static final UuidV7 SYSTEM = new UuidV7(Clock.systemUTC());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static volatile Batch current = new Batch();

  private final Clock clock;
  // The milliseconds, and below them 12 bits that count: exactly what stands around the version.
  private final AtomicLong last = new AtomicLong();

  /** A generator on this clock. */
  public UuidV7(Clock clock) {
    this.clock = clock;
  }

  /** A new UUID by the system's clock. */
  public static UUID next() {
    return SYSTEM.generate();
  }

  /** A new UUID by this generator's clock. */
  public UUID generate() {
    long now = clock.millis() << 12;
    long stamp = last.updateAndGet(before -> Math.max(before + 1, now));
    long high = ((stamp >>> 12) << 16) | 0x7000L | (stamp & 0xfff);
    long low = 0x8000000000000000L | (random() >>> 2);
    return new UUID(high, low);
  }

  /** A random number that nobody gets twice. */
  private static long random() {
    while (true) {
      Batch batch = current;
      int mine = batch.next.getAndIncrement();
      if (mine < batch.values.length) {
        return batch.values[mine];
      }
      // Two threads may both do so: then what is left of one batch is never used.
      current = new Batch();
    }
  }

  /** Random numbers drawn at once, because drawing each by itself would cost more than the rest. */
  private static final class Batch {
    private static final int SIZE = 512;

    final long[] values = new long[SIZE];
    final AtomicInteger next = new AtomicInteger();

    Batch() {
      byte[] bytes = new byte[SIZE * Long.BYTES];
      RANDOM.nextBytes(bytes);
      ByteBuffer.wrap(bytes).asLongBuffer().get(values);
    }
  }
}
