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
 * twice gives the same; for an instance, small caches. Not thread-safe, as an instance is not: a
 * builtin must not keep it, nor give it to another thread.
 */
public final class BuiltinContext {
  private static final int CACHED = 256;

  /** A table that one evaluation made large is not kept. */
  private static final int RETAINED = 1024;

  private final Clock clock;
  private final SplittableRandom random = new SplittableRandom();
  private Map<Object, Object> drawn = new HashMap<>();
  private final Map<Object, Object> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Object> eldest) {
          return size() > CACHED;
        }
      };
  private @Nullable Instant now;
  private boolean caching;
  private long deadline;
  private boolean bounded;

  /** A context that reads this clock once an evaluation. */
  public BuiltinContext(Clock clock) {
    this.clock = clock;
  }

  /** The next evaluation begins. */
  public void begin() {
    now = null;
    if (drawn.size() > RETAINED) {
      drawn = new HashMap<>();
    } else if (!drawn.isEmpty()) {
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

  /**
   * The time of this evaluation.
   *
   * @throws IllegalStateException while something is made to be {@link #cached}
   */
  public Instant now() {
    notCaching();
    Instant instant = now;
    if (instant == null) {
      instant = clock.instant();
      now = instant;
    }
    return instant;
  }

  /**
   * What was drawn for this key in this evaluation, or is now. The randomness is good enough to
   * choose by, and not for secrets.
   *
   * @param key which must name its builtin, and have {@code equals}
   * @param first draws it; may draw by other keys
   * @throws IllegalStateException while something is made to be {@link #cached}
   */
  @SuppressWarnings("unchecked") // a key, which names its builtin, always has the same type
  public <T> T draw(Object key, Function<SplittableRandom, T> first) {
    notCaching();
    T value = (T) drawn.get(key);
    if (value == null) {
      value = first.apply(random);
      drawn.put(key, value);
    }
    return value;
  }

  /**
   * What depends on the key alone, made once while the key is among the last ones used: it outlives
   * the evaluation. Must not depend on the time or on chance, and cannot ask for them.
   *
   * @param key which must name its builtin, and have {@code equals}
   * @param maker makes it; what it fails for is not cached
   */
  @SuppressWarnings("unchecked") // a key, which names its builtin, always has the same type
  public <T, X extends Exception> T cached(Object key, Maker<T, X> maker) throws X {
    T value = (T) cache.get(key);
    if (value == null) {
      boolean before = caching;
      caching = true;
      try {
        value = maker.make();
      } finally {
        caching = before;
      }
      cache.put(key, value);
    }
    return value;
  }

  private void notCaching() {
    if (caching) {
      throw new IllegalStateException(
          "what is cached outlives the evaluation, and must not depend on its time or on chance");
    }
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
