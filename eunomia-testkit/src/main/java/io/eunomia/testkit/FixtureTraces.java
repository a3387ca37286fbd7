package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.bundle.BundleException;
import io.eunomia.compile.Instrumentation;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.testkit.trace.EvaluationTrace;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How fixtures are evaluated, on a module that tells it, which is made for the first that is asked
 * for. Thread-safe.
 */
final class FixtureTraces implements AutoCloseable {
  /** Builds a service's policy. */
  @FunctionalInterface
  interface Building {
    /** The policy, or null if it does not compile. */
    @Nullable FixturePolicies build(Instrumentation instrumentation)
        throws PolicyLoadException, BundleException;
  }

  private final Tracer tracer;
  private final EntrypointConvention convention;
  private final TraceInstrumentation told;
  private final Building building;
  private boolean asked;
  private @Nullable FixturePolicies policies;

  FixtureTraces(
      Tracer tracer,
      EntrypointConvention convention,
      TraceInstrumentation told,
      Building building) {
    this.tracer = tracer;
    this.convention = convention;
    this.told = told;
    this.building = building;
  }

  /** How the answer comes about that is not what a fixture expects. */
  EvaluationTrace of(Fixture fixture) {
    FixturePolicies built = policies();
    if (built == null) {
      return EvaluationTrace.NONE;
    }
    LoadedPolicy policy;
    try {
      policy = built.with(fixture.data());
    } catch (EvaluationException | InvalidModuleException e) {
      // There is no evaluation of it.
      return EvaluationTrace.NONE;
    }
    byte[] input = fixture.input().toString().getBytes(StandardCharsets.UTF_8);
    Tracer.Traced allow = trace(policy, convention.allow(), input);
    return allow.isTrue() == fixture.allowed() && !allow.stopped()
        ? trace(policy, convention.denyReason(), input).trace()
        : allow.trace();
  }

  private Tracer.Traced trace(LoadedPolicy policy, String entrypoint, byte[] input) {
    String path = "data." + entrypoint.replace('/', '.');
    return tracer.trace(policy, told.points(), entrypoint, path, input);
  }

  private synchronized @Nullable FixturePolicies policies() {
    if (!asked) {
      asked = true;
      try {
        policies = building.build(told);
      } catch (PolicyLoadException | BundleException e) {
        // What is known without the trace is enough.
        policies = null;
      }
    }
    return policies;
  }

  @Override
  public synchronized void close() {
    if (policies != null) {
      policies.close();
    }
  }
}
