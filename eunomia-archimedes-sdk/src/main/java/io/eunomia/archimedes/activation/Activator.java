package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a bundle to a policy that can be published: verified, compiled, warmed and tried. Nothing of
 * it is visible to requests before the end. Thread-safe, though one activation at a time is sense.
 */
public final class Activator {
  private final PolicyEngine engine;
  private final String service;
  private final Entrypoints entrypoints;
  private final Warmup warmup;
  private final Clock clock;

  /** An activator for one service. */
  public Activator(
      PolicyEngine engine, String service, Entrypoints entrypoints, Warmup warmup, Clock clock) {
    this.engine = engine;
    this.service = service;
    this.entrypoints = entrypoints;
    this.warmup = warmup;
    this.clock = clock;
  }

  /**
   * Makes a policy out of a bundle. Takes about a second.
   *
   * @param current what is active, or null
   * @throws ActivationException if it is refused
   */
  public ActivePolicy prepare(Candidate candidate, @Nullable ActivePolicy current) {
    verify(candidate, current);
    LoadedPolicy policy = compile(candidate);
    boolean usable = false;
    try {
      ActivePolicy prepared = link(candidate, policy);
      warmup.run(prepared);
      smoke(prepared);
      usable = true;
      return prepared;
    } finally {
      if (!usable) {
        policy.close();
      }
    }
  }

  /**
   * Makes a policy ready that was active before.
   *
   * @throws ActivationException if it does not answer any more
   */
  public ActivePolicy revive(ActivePolicy retained) {
    retained.policy().prepare(1);
    smoke(retained);
    return retained.reactivatedAt(clock.instant());
  }

  private void verify(Candidate candidate, @Nullable ActivePolicy current) {
    String other = candidate.identity().service();
    if (!other.equals(service)) {
      throw new ActivationException(
          Code.WRONG_SERVICE, "the bundle is for " + other + ", this runtime is " + service);
    }
    if (current != null && candidate.sequence() < current.sequence()) {
      throw new ActivationException(
          Code.STALE_SEQUENCE,
          "the bundle's sequence is "
              + candidate.sequence()
              + ", that of the active one is "
              + current.sequence());
    }
  }

  private LoadedPolicy compile(Candidate candidate) {
    try {
      return engine.load(candidate.wasm(), candidate.data());
    } catch (InvalidModuleException e) {
      throw new ActivationException(Code.BUNDLE_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  private ActivePolicy link(Candidate candidate, LoadedPolicy policy) {
    int allow =
        policy
            .entrypoint(entrypoints.allow())
            .orElseThrow(
                () ->
                    new ActivationException(
                        Code.BUNDLE_INVALID,
                        "the policy has no entrypoint "
                            + entrypoints.allow()
                            + ", only "
                            + List.copyOf(policy.entrypoints().keySet())));
    int denyReason = policy.entrypoint(entrypoints.denyReason()).orElse(ActivePolicy.NONE);
    return new ActivePolicy(
        candidate.identity(), candidate.sequence(), policy, allow, denyReason, clock.instant());
  }

  /** Whatever it decides, it must decide. */
  private void smoke(ActivePolicy prepared) {
    for (PolicyInput input : warmup.inputs()) {
      Verdict verdict;
      try {
        verdict = prepared.policy().decide(prepared.allow(), input);
      } catch (EvaluationException e) {
        throw new ActivationException(
            Code.ACTIVATION_FAILED, "the policy fails: " + e.getMessage(), e);
      }
      if (verdict == Verdict.NOT_BOOLEAN) {
        throw new ActivationException(
            Code.ACTIVATION_FAILED, entrypoints.allow() + " is not a boolean");
      }
    }
  }
}
