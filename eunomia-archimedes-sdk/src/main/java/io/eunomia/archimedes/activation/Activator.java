package io.eunomia.archimedes.activation;

import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.BundleReader;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a bundle to a policy that can be published: checked, compiled, warmed and tried. Nothing of
 * it is visible to requests before the end. Thread-safe, though one activation at a time is sense.
 */
public final class Activator {
  private static final Logger LOG = LoggerFactory.getLogger(Activator.class);

  private final PolicyEngine engine;
  private final String service;
  private final ActivationRules rules;
  private final Clock clock;
  private final Supplier<List<PolicyInput>> recent;

  /**
   * An activator for one service.
   *
   * @param recent requests that were decided lately, for policies to be warmed up by
   */
  public Activator(
      PolicyEngine engine,
      String service,
      ActivationRules rules,
      Clock clock,
      Supplier<List<PolicyInput>> recent) {
    this.engine = engine;
    this.service = service;
    this.rules = rules;
    this.clock = clock;
    this.recent = recent;
  }

  /**
   * The digest of a bundle that was sent.
   *
   * @throws ActivationException if it is too large to be looked at
   */
  public BundleDigest digest(ActivationRequest request) {
    BundleLimits limits = rules.bundleLimits();
    if (request.bundle().length > limits.compressedBytes()) {
      throw new ActivationException(
          Code.BUNDLE_TOO_LARGE,
          "the bundle has "
              + request.bundle().length
              + " bytes, more than the limit of "
              + limits.compressedBytes());
    }
    BundleDigest digest = BundleDigest.of(request.bundle());
    begins(digest, ActivationStep.DIGEST);
    return digest;
  }

  /**
   * Compares a bundle with what its sender says.
   *
   * @param digest what {@link #digest} gave
   * @throws ActivationException if it is another one
   */
  public void checkExpected(ActivationRequest request, BundleDigest digest) {
    BundleDigest expected = request.expected();
    if (expected != null && !expected.equals(digest)) {
      throw new ActivationException(
          Code.DIGEST_MISMATCH, "the bundle is " + digest + ", its sender says " + expected);
    }
  }

  /**
   * Makes a policy out of a bundle. Takes about a second.
   *
   * @param digest what {@link #digest} gave
   * @param current what is active and must not be newer, or null if anything may come
   * @param instances how many are at work or ready to be now
   * @throws ActivationException if it is refused
   */
  public ActivePolicy prepare(
      ActivationRequest request,
      BundleDigest digest,
      @Nullable ActivePolicy current,
      int instances) {
    Bundle bundle = read(request, digest);
    begins(digest, ActivationStep.SIGNATURE);
    rules.verification().check(bundle);
    begins(digest, ActivationStep.IDENTITY);
    Candidate candidate = Candidate.of(bundle, digest, service, rules.entrypoints().allow());
    checkIdentity(candidate, current);
    begins(digest, ActivationStep.COMPILE);
    LoadedPolicy policy = compile(candidate);
    boolean usable = false;
    try {
      ActivePolicy prepared = link(candidate, request.source(), policy);
      begins(digest, ActivationStep.WARM);
      rules.warmup().run(prepared, recent.get(), instances);
      begins(digest, ActivationStep.SMOKE);
      SmokeTest.run(prepared, rules);
      usable = true;
      return prepared;
    } finally {
      if (!usable) {
        policy.close();
      }
    }
  }

  /**
   * Makes a policy ready that was active before, and is still in memory: the JVM has not forgotten
   * what it compiled of it.
   *
   * @param instances how many are at work or ready to be now
   * @throws ActivationException if it does not answer any more
   */
  public ActivePolicy revive(ActivePolicy retained, int instances) {
    retained.policy().prepare(Math.max(1, instances));
    if (!retained.policy().reachesNetwork()) {
      retained.policy().rehearse(retained.allow(), rules.warmup().inputs().get(0));
    }
    SmokeTest.run(retained, rules);
    return retained.reactivatedAt(clock.instant());
  }

  /** Says that a step begins. */
  public void begins(BundleDigest digest, ActivationStep step) {
    try {
      rules.listener().begins(digest, step);
    } catch (RuntimeException e) {
      LOG.warn("the listener fails at step {} of {}", step, digest, e);
    }
  }

  private Bundle read(ActivationRequest request, BundleDigest digest) {
    begins(digest, ActivationStep.READ);
    try {
      return new BundleReader(rules.bundleLimits()).read(request.bundle());
    } catch (BundleException e) {
      Code code =
          switch (e.reason()) {
            case TOO_LARGE, EXPANDED_TOO_LARGE, RATIO_TOO_HIGH, TOO_MANY_ENTRIES ->
                Code.BUNDLE_TOO_LARGE;
            default -> Code.BUNDLE_INVALID;
          };
      throw new ActivationException(code, e.reason().code() + ": " + e.getMessage(), e);
    }
  }

  private void checkIdentity(Candidate candidate, @Nullable ActivePolicy current) {
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

  private ActivePolicy link(Candidate candidate, ActivationSource source, LoadedPolicy policy) {
    String allow = rules.entrypoints().allow();
    int number =
        policy
            .entrypoint(allow)
            .orElseThrow(
                () ->
                    new ActivationException(
                        Code.BUNDLE_INVALID,
                        "the policy has no entrypoint "
                            + allow
                            + ", only "
                            + List.copyOf(policy.entrypoints().keySet())));
    return new ActivePolicy(
        candidate.identity(),
        candidate.sequence(),
        candidate.git(),
        source,
        policy,
        number,
        policy.entrypoint(rules.entrypoints().denyReason()).orElse(ActivePolicy.NONE),
        clock.instant());
  }
}
