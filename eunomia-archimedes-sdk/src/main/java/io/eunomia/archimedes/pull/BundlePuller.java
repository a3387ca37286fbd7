package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.archimedes.pull.PullListener.Reception;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps asking a registry for one bundle, and hands on what is new.
 *
 * <p>Thread-safe. One daemon thread asks by the schedule; pulls never run at the same time. After
 * {@link #close()} none begins; one that is under way is interrupted, and not waited for.
 */
public final class BundlePuller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BundlePuller.class);

  private final OciRegistry registry;
  private final RegistryReference reference;
  private final PullSchedule schedule;
  private final PullListener listener;
  private final Clock clock;
  private final Thread thread;

  /** Held while a pull and its listener run. */
  private final ReentrantLock pulling = new ReentrantLock();

  private volatile Progress progress = Progress.NONE;
  private volatile boolean closed;

  /** What a pull came to. */
  public enum Outcome {
    /** A new bundle, which was taken. */
    TAKEN,
    /** A new bundle, which was refused. */
    REFUSED,
    /** Nothing new. */
    UNCHANGED,
    /** The registry could not be asked, or what it has could not be had. */
    FAILED
  }

  /** A puller that does not run yet. */
  public BundlePuller(
      OciRegistry registry,
      RegistryReference reference,
      PullSchedule schedule,
      PullListener listener) {
    this(registry, reference, schedule, listener, Clock.systemUTC());
  }

  /**
   * A puller that does not run yet.
   *
   * @param clock for what the status says
   */
  public BundlePuller(
      OciRegistry registry,
      RegistryReference reference,
      PullSchedule schedule,
      PullListener listener,
      Clock clock) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.reference = Objects.requireNonNull(reference, "reference");
    this.schedule = Objects.requireNonNull(schedule, "schedule");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.clock = Objects.requireNonNull(clock, "clock");
    thread = new Thread(this::run, "eunomia-puller");
    thread.setDaemon(true);
  }

  /**
   * Begins to ask, at once and in a thread of its own.
   *
   * @throws IllegalStateException if it began before, or is closed
   */
  public void start() {
    checkOpen();
    try {
      thread.start();
    } catch (IllegalThreadStateException e) {
      throw new IllegalStateException("the puller was started before", e);
    }
  }

  /**
   * Asks now, in this thread; waits for a pull that is under way. The schedule goes on as it would.
   *
   * @throws IllegalStateException if it is closed
   */
  public Outcome pullNow() {
    checkOpen();
    try {
      pulling.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.FAILED;
    }
    try {
      return pull();
    } finally {
      pulling.unlock();
    }
  }

  /** How it goes. */
  public PullStatus status() {
    Progress now = progress;
    PullState state = now.state;
    PullException failure = now.failure;
    return new PullStatus(
        reference,
        now.lastAttempt,
        now.lastContact,
        now.lastContact == null ? null : Duration.ofNanos(System.nanoTime() - now.contactNanos),
        failure == null ? null : failure.code(),
        now.failures,
        state == null ? null : state.manifestDigest(),
        state == null ? null : state.bundleDigest());
  }

  /** Asks no more. A bundle that just arrived may still be handed on. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  Thread thread() {
    return thread;
  }

  private void run() {
    try {
      Duration pause = Duration.ZERO;
      while (!closed && pause != null) {
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pulling.lockInterruptibly();
        try {
          pull();
        } finally {
          pulling.unlock();
        }
        pause = next();
      }
    } catch (InterruptedException e) {
      if (!closed) {
        LOG.error("{} is not pulled any more: somebody interrupted the puller", reference, e);
      }
    }
  }

  /** The pause from now to the next pull; null if there is none. */
  private @Nullable Duration next() {
    Progress now = progress;
    PullException failure = now.failure;
    double random = ThreadLocalRandom.current().nextDouble();
    return failure == null
        ? schedule.afterAnswer(random)
        : schedule.afterFailure(failure, now.failures, random);
  }

  private Outcome pull() {
    Progress before = progress.attempted(clock.instant());
    progress = before;
    try {
      PullResult result = registry.pull(reference, before.state);
      if (result instanceof PulledBundle bundle) {
        return arrived(before, bundle);
      }
      contacted(before, result.state());
      return unchanged();
    } catch (PullException e) {
      return failed(before, e);
    }
  }

  private Outcome arrived(Progress before, PulledBundle bundle) throws PullException {
    contacted(before, bundle.state());
    Reception reception;
    try {
      reception = listener.arrived(bundle);
    } catch (RuntimeException e) {
      LOG.error("{} could not be handed on", bundle, e);
      reception = Reception.REFUSED;
    }
    if (reception == Reception.POSTPONED) {
      // What was known stays known, so that the bundle is downloaded once more.
      throw new PullException(Code.POSTPONED, bundle.digest() + " could not be taken now");
    }
    return reception == Reception.TAKEN ? Outcome.TAKEN : Outcome.REFUSED;
  }

  private void contacted(Progress before, PullState known) {
    progress = before.contacted(known, clock.instant());
    if (before.failure != null) {
      LOG.info("{} can be pulled again", reference);
    }
  }

  private Outcome unchanged() {
    try {
      listener.unchanged();
    } catch (RuntimeException e) {
      LOG.error("the listener for {} failed", reference, e);
    }
    return Outcome.UNCHANGED;
  }

  private Outcome failed(Progress before, PullException failure) {
    if (failure.code() == Code.INTERRUPTED) {
      // Who was interrupted says nothing of the registry.
      return Outcome.FAILED;
    }
    progress = before.failed(failure);
    PullException last = before.failure;
    if (last == null || last.code() != failure.code()) {
      LOG.warn("{} cannot be pulled: {}: {}", reference, failure.code(), failure.getMessage());
    }
    try {
      listener.failed(failure);
    } catch (RuntimeException e) {
      LOG.error("the listener for {} failed", reference, e);
    }
    return Outcome.FAILED;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the puller is closed");
    }
  }

  /** How far it is: one immutable snapshot, replaced under the lock. */
  private record Progress(
      @Nullable Instant lastAttempt,
      @Nullable Instant lastContact,
      long contactNanos,
      @Nullable PullException failure,
      int failures,
      @Nullable PullState state) {
    private static final Progress NONE = new Progress(null, null, 0, null, 0, null);

    Progress attempted(Instant now) {
      return new Progress(now, lastContact, contactNanos, failure, failures, state);
    }

    Progress contacted(PullState pulled, Instant now) {
      return new Progress(lastAttempt, now, System.nanoTime(), null, 0, pulled);
    }

    Progress failed(PullException why) {
      return new Progress(lastAttempt, lastContact, contactNanos, why, failures + 1, state);
    }
  }
}
