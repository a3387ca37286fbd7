package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.testkit.trace.EvaluationTrace;
import java.nio.charset.StandardCharsets;

/**
 * How fixtures are evaluated, on a module that tells it, which is made for the first that is asked
 * for. Thread-safe.
 */
final class FixtureTraces implements AutoCloseable {
  private final Tracer tracer;
  private final EntrypointConvention convention;
  private final TraceInstrumentation told;
  private final Lazy<FixturePolicies> policies;

  FixtureTraces(
      Tracer tracer,
      EntrypointConvention convention,
      TraceInstrumentation told,
      Lazy.Loading<FixturePolicies> building) {
    this.tracer = tracer;
    this.convention = convention;
    this.told = told;
    this.policies = new Lazy<>(building, FixturePolicies::close);
  }

  /** How the answer comes about that is not what a fixture expects. */
  EvaluationTrace of(Fixture fixture) {
    FixturePolicies built = policies.get();
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

  @Override
  public void close() {
    policies.close();
  }
}
