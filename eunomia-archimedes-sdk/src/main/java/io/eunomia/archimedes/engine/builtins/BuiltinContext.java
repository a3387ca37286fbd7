package io.eunomia.archimedes.engine.builtins;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What builtins keep: for one evaluation, the time and whatever is drawn at random, so that asking
 * twice gives the same; for an instance, small caches. Not thread-safe, as an instance is not.
 */
public final class BuiltinContext {
  private static final int CACHED = 256;

  private final Clock clock;
  private final SplittableRandom random = new SplittableRandom();
  private final Map<Object, Object> drawn = new HashMap<>();
  private final Map<Object, Object> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
          return size() > CACHED;
        }
      };
  private @Nullable Instant now;
  private long deadline;
  private boolean bounded;

  /** A context that reads this clock once an evaluation. */
  public BuiltinContext(Clock clock) {
    this.clock = clock;
  }

  /** The next evaluation begins. */
  public void begin() {
    now = null;
    if (!drawn.isEmpty()) {
      drawn.clear();
    }
  }

  /**
   * The next evaluation begins, and must end.
   *
   * @param nanoTime when it must have ended, as {@link System#nanoTime()} counts
   */
  public void begin(long nanoTime) {
    begin();
    deadline = nanoTime;
    bounded = true;
  }

  /** How much time this evaluation has left; {@link Long#MAX_VALUE} if nobody limits it. */
  public long nanosLeft() {
    return bounded ? deadline - System.nanoTime() : Long.MAX_VALUE;
  }

  /** The time of this evaluation. */
  public Instant now() {
    Instant instant = now;
    if (instant == null) {
      instant = clock.instant();
      now = instant;
    }
    return instant;
  }

  /** What was drawn for this key in this evaluation, or is now. */
  @SuppressWarnings("unchecked") // a key, which names its builtin, always has the same type
  public <T> T draw(Object key, Function<SplittableRandom, T> first) {
    return (T) drawn.computeIfAbsent(key, unused -> first.apply(random));
  }

  /** What depends on the key alone, made once while the key is among the last ones used. */
  @SuppressWarnings("unchecked") // a key, which names its builtin, always has the same type
  public <T, X extends Exception> T cached(Object key, Maker<T, X> maker) throws X {
    T value = (T) cache.get(key);
    if (value == null) {
      value = maker.make();
      cache.put(key, value);
    }
    return value;
  }

  /**
   * Makes what is cached.
   *
   * @param <T> of this type
   * @param <X> or fails with this
   */
  @FunctionalInterface
  public interface Maker<T, X extends Exception> {
    /** Makes it. */
    T make() throws X;
  }
}
