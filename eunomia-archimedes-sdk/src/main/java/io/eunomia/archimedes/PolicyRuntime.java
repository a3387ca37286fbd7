package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.Activator;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.Candidate;
import io.eunomia.archimedes.activation.Entrypoints;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleReader;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one service, by the policy that is active.
 *
 * <pre>{@code
 * try (PolicyRuntime runtime = PolicyRuntime.builder("users-service").open()) {
 *   runtime.activate(bundle);
 *   PolicyDecision decision = runtime.authorize(input);
 * }
 * }</pre>
 *
 * <p>Thread-safe; also for virtual threads, as nothing is bound to a thread. A decision takes one
 * volatile read, one pooled instance and one call, and no lock. Activations run one after the other
 * in the threads that ask for them; requests see the whole new policy or the whole old one, and
 * those under way end with the one that they began with. Until a policy is active, and after {@link
 * #close()}, everything is denied.
 */
public final class PolicyRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyRuntime.class);

  private final String service;
  private final Entrypoints entrypoints;
  private final PolicyEngine engine;
  private final Activator activator;
  private final DecisionCounts counts = new DecisionCounts();

  /** Held by those who change the policy; never by those who ask. */
  private final ReentrantLock changes = new ReentrantLock();

  private volatile @Nullable ActivePolicy active;
  private volatile @Nullable ActivePolicy previous;
  private volatile boolean closed;

  private PolicyRuntime(Builder from) {
    service = from.service;
    entrypoints = from.entrypoints;
    engine = new PolicyEngine(from.limits, from.builtins, from.clock);
    activator = new Activator(engine, service, entrypoints, from.warmup, from.clock);
  }

  /**
   * Starts the configuration of a runtime.
   *
   * @param service the service's name, such as {@code users-service}
   * @throws IllegalArgumentException if no service can have this name
   */
  public static Builder builder(String service) {
    return new Builder(service);
  }

  /**
   * Decides. Never throws for what the policy or the input do: whatever goes wrong denies, and the
   * decision's cause says what it was.
   */
  public PolicyDecision authorize(PolicyInput input) {
    return counts.count(Decider.decide(active, Objects.requireNonNull(input, "input")));
  }

  /**
   * Evaluates any entrypoint of the active policy.
   *
   * @param entrypoint such as {@code users_service/authz/allow}
   * @param input JSON text
   * @return the entrypoint's value as JSON; empty if it is undefined
   * @throws EvaluationException if there is no result, no policy, or no such entrypoint
   */
  public Optional<byte[]> evaluate(String entrypoint, byte[] input) {
    ActivePolicy policy = active;
    if (policy == null) {
      throw new EvaluationException(Reason.NO_POLICY, "no policy is active");
    }
    int number =
        policy
            .policy()
            .entrypoint(entrypoint)
            .orElseThrow(
                () ->
                    new EvaluationException(
                        Reason.UNKNOWN_ENTRYPOINT, "the policy has no entrypoint " + entrypoint));
    return Optional.ofNullable(policy.policy().evaluate(number, input));
  }

  /**
   * Activates a bundle as it lies in a file, or came over the network.
   *
   * @param bundle the bytes of a {@code bundle.tar.gz}
   * @throws ActivationException if it is refused; then everything is as it was
   */
  public Activation activate(byte[] bundle) {
    try {
      return activate(BundleReader.withDefaults().read(bundle), BundleDigest.of(bundle));
    } catch (BundleException e) {
      throw new ActivationException(Code.BUNDLE_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Activates a bundle.
   *
   * @param digest of the whole file
   * @throws ActivationException if it is refused; then everything is as it was
   */
  public Activation activate(Bundle bundle, BundleDigest digest) {
    return activate(Candidate.of(bundle, digest, service, entrypoints.allow()));
  }

  /**
   * Makes a policy the active one, and retains the one that was. Takes about a second, of which
   * requests feel nothing.
   *
   * @throws ActivationException if it is refused; then everything is as it was
   */
  public Activation activate(Candidate candidate) {
    long start = System.nanoTime();
    changes.lock();
    try {
      checkOpen();
      ActivePolicy current = active;
      if (current != null && current.identity().digest().equals(candidate.identity().digest())) {
        return new Activation(Activation.Status.UNCHANGED, current.identity(), null, since(start));
      }
      ActivePolicy next = activator.prepare(candidate, current);
      ActivePolicy forgotten = previous;
      active = next;
      previous = current;
      if (current != null) {
        current.policy().close();
      }
      if (forgotten != null) {
        forgotten.policy().close();
      }
      return activated(next, current, start);
    } finally {
      changes.unlock();
    }
  }

  /**
   * Goes back to the policy that was active before. The one that is active now is not retained:
   * rolling back twice does not bring it back.
   *
   * @throws ActivationException if none is retained; then everything is as it was
   */
  public Activation rollback() {
    long start = System.nanoTime();
    changes.lock();
    try {
      checkOpen();
      ActivePolicy retained = previous;
      if (retained == null) {
        throw new ActivationException(
            Code.BUNDLE_NOT_RETAINED, "there is no previous bundle to roll back to");
      }
      ActivePolicy current = active;
      ActivePolicy next = activator.revive(retained);
      active = next;
      previous = null;
      if (current != null) {
        current.policy().close();
      }
      return activated(next, current, start);
    } finally {
      changes.unlock();
    }
  }

  /** How the runtime is. */
  public RuntimeStatus status() {
    ActivePolicy now = active;
    RuntimeStatus.Health health =
        closed
            ? RuntimeStatus.Health.CLOSED
            : now == null ? RuntimeStatus.Health.NO_POLICY : RuntimeStatus.Health.READY;
    return new RuntimeStatus(service, describe(now), describe(previous), counts.read(), health);
  }

  /** Ends it: from now on everything is denied. Decisions that are under way end as they would. */
  @Override
  public void close() {
    changes.lock();
    try {
      ActivePolicy last = active;
      closed = true;
      active = null;
      previous = null;
      if (last != null) {
        last.policy().close();
      }
      engine.close();
    } finally {
      changes.unlock();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the runtime is closed");
    }
  }

  private Activation activated(ActivePolicy next, @Nullable ActivePolicy before, long start) {
    LOG.info("{} decides by {} {}", service, next.identity().version(), next.identity().digest());
    return new Activation(
        Activation.Status.ACTIVATED,
        next.identity(),
        before == null ? null : before.identity().digest(),
        since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static RuntimeStatus.@Nullable Policy describe(@Nullable ActivePolicy policy) {
    return policy == null
        ? null
        : new RuntimeStatus.Policy(
            policy.identity(),
            policy.sequence(),
            policy.activatedAt(),
            policy.policy().instances());
  }

  /** Configures a runtime. Not thread-safe. */
  public static final class Builder {
    private final String service;
    private Limits limits = Limits.defaults();
    private BuiltinRegistry builtins = BuiltinRegistry.standard();
    private Clock clock = Clock.systemUTC();
    private Entrypoints entrypoints;
    private Warmup warmup;

    private Builder(String service) {
      this.service = Objects.requireNonNull(service, "service");
      entrypoints = Entrypoints.of(service);
      warmup = Warmup.of(service);
    }

    /** What an evaluation may cost; {@link Limits#defaults()} if not said. */
    public Builder limits(Limits value) {
      limits = Objects.requireNonNull(value, "limits");
      return this;
    }

    /** What policies may call; {@link BuiltinRegistry#standard()} if not said. */
    public Builder builtins(BuiltinRegistry value) {
      builtins = Objects.requireNonNull(value, "builtins");
      return this;
    }

    /** What policies take for the time; the system's clock if not said. */
    public Builder clock(Clock value) {
      clock = Objects.requireNonNull(value, "clock");
      return this;
    }

    /** Other entrypoints than the convention's, for policies that were not made by Eunomia. */
    public Builder entrypoints(Entrypoints value) {
      entrypoints = Objects.requireNonNull(value, "entrypoints");
      return this;
    }

    /** How a policy is warmed up and tried; {@link Warmup#of} if not said. */
    public Builder warmup(Warmup value) {
      warmup = Objects.requireNonNull(value, "warmup");
      return this;
    }

    /** Opens the runtime, which has no policy yet. */
    public PolicyRuntime open() {
      return new PolicyRuntime(this);
    }
  }
}
