package io.eunomia.archimedes;

import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.Activator;
import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.activation.RecentInputs;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.AuditStatus;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.pull.BundlePuller;
import io.eunomia.archimedes.pull.PullStatus;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  private final String instance;
  private final PolicyEngine engine;
  private final AuditLog audit;
  private final PolicySlot slot = new PolicySlot();
  private final RecentInputs recent = new RecentInputs();
  private final DecisionReports decisions;
  private final ActivationReports reports;
  private final Freshness freshness;
  private final BundleMemory memory;
  private final Activations activations;
  private final @Nullable BundlePuller puller;

  PolicyRuntime(PolicyRuntimeBuilder from) {
    service = from.service;
    instance = from.instance;
    audit = from.audit;
    decisions = new DecisionReports(audit, from.metrics);
    freshness =
        new Freshness(
            service, slot, from.metrics, from.staleAfter, from.failClosedAfter, from.nanoTime);
    memory = from.openMemory();
    engine = new PolicyEngine(from.limits, from.allBuiltins(), from.clock, memory.code());
    reports = new ActivationReports(service, audit, from.metrics);
    activations =
        new Activations(
            new Activator(
                engine,
                service,
                from.rules(),
                from.clock,
                // Builtins of the service might do for real callers what must not be done again.
                from.allBuiltins() == BuiltinRegistry.standard() ? recent::sample : List::of),
            slot,
            memory,
            reports,
            freshness);
    puller =
        from.openPuller(reference -> new RegistryFeed(reference, activations, memory, freshness));
    start();
  }

  /**
   * Starts the configuration of a runtime.
   *
   * @param service the service's name, such as {@code users-service}
   * @throws IllegalArgumentException if no service can have this name
   */
  public static PolicyRuntimeBuilder builder(String service) {
    return new PolicyRuntimeBuilder(service);
  }

  /**
   * Decides. Never throws for what the policy or the input do: whatever goes wrong denies, and the
   * decision's cause says what it was.
   */
  public PolicyDecision authorize(PolicyInput input) {
    Objects.requireNonNull(input, "input");
    recent.offer(input);
    ActivePolicy policy = slot.deciding();
    return decisions.made(input, Decider.decide(policy, input), policy);
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
    ActivePolicy policy = slot.deciding();
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
   * Activates a bundle that this program has.
   *
   * @param bundle the bytes of a {@code bundle.tar.gz}
   * @throws ActivationException if it is refused; then everything is as it was
   */
  public Activation activate(byte[] bundle) {
    return activate(ActivationRequest.local(bundle));
  }

  /**
   * Makes a bundle's policy the active one, and retains the one that was. Takes about a second, of
   * which requests feel nothing. Those that come at once are served in the order of their coming.
   *
   * @throws ActivationException if it is refused; then everything is as it was
   */
  public Activation activate(ActivationRequest request) {
    return activations.activate(request);
  }

  /**
   * Goes back to a bundle that is retained. The one that is left does not come back by itself, not
   * even if a registry still has it: somebody must activate it.
   *
   * @throws ActivationException if it is not retained, or does not answer any more; then everything
   *     is as it was
   */
  public Activation rollback(RollbackRequest request) {
    return activations.rollBack(request);
  }

  /**
   * Goes back to the bundle that was active before.
   *
   * @param reason why, for the audit
   * @throws ActivationException if none is retained; then everything is as it was
   */
  public Activation rollback(String reason) {
    return rollback(RollbackRequest.toPrevious(reason));
  }

  /** Somebody who may give policies was heard of: what is active is what should be. */
  public void contacted() {
    freshness.contact();
  }

  /**
   * Somebody who is known, and may not, wanted to control this runtime: for the log and the audit.
   *
   * @param actor who it was: a SPIFFE id
   */
  public void strangerRefused(String actor) {
    reports.strangerRefused(actor);
  }

  /** How the runtime is. */
  public RuntimeStatus status() {
    return new RuntimeStatus(
        service,
        instance,
        describe(slot.active()),
        activations.previousDigest(),
        decisions.counts(),
        new RuntimeStatus.Health(freshness.update(), problems()));
  }

  /**
   * Ends it: from now on everything is denied. Decisions that are under way end as they would. What
   * the runtime was given, such as the audit log, is left open.
   */
  @Override
  public void close() {
    if (puller != null) {
      puller.close();
    }
    freshness.close();
    activations.close();
    engine.close();
  }

  /** The last bundle, else what the registry has, else none. */
  private void start() {
    ActivationRequest last = memory.last();
    if (last != null) {
      try {
        activate(last);
      } catch (ActivationException e) {
        LOG.error("the last bundle of {} is not activated: {}", service, e.getMessage());
      }
    }
    if (puller != null) {
      if (slot.active() == null) {
        puller.pullNow();
      }
      puller.start();
    }
  }

  private List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    Problem forgetful = memory.problem();
    if (forgetful != null) {
      problems.add(forgetful);
    }
    PullStatus pulls = puller == null ? null : puller.status();
    if (pulls != null && pulls.lastFailure() != null) {
      problems.add(
          new Problem(
              "registry",
              pulls.lastFailure().name(),
              pulls.reference() + ": " + pulls.consecutiveFailures() + " failures in a row"));
    }
    AuditStatus audited = audit.status();
    if (audited.failing() != null) {
      problems.add(new Problem("audit", "FAILING", audited.failing()));
    }
    if (audited.lost() > 0) {
      problems.add(new Problem("audit", "LOST", audited.lost() + " events were lost"));
    }
    return problems;
  }

  private static RuntimeStatus.@Nullable Policy describe(@Nullable ActivePolicy policy) {
    return policy == null
        ? null
        : new RuntimeStatus.Policy(
            policy.identity(),
            policy.sequence(),
            policy.activatedAt(),
            policy.source(),
            policy.policy().instances());
  }
}
