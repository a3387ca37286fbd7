package io.eunomia.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.compile.Instrumentation;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.instrument.CoverageProbes;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.testkit.trace.TraceMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service's fixtures, on the module that its bundle would have. */
final class FixtureTests implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PolicySources sources;
  private final ServiceDirectory service;
  private final TestOptions options;
  private final PolicyEngine engine;
  private final Recorder recorder;
  private @Nullable FixturePolicies policies;
  private @Nullable FixtureTraces traces;

  FixtureTests(
      PolicySources sources,
      ServiceDirectory service,
      TestOptions options,
      PolicyEngine engine,
      Recorder recorder) {
    this.sources = sources;
    this.service = service;
    this.options = options;
    this.engine = engine;
    this.recorder = recorder;
  }

  /** Builds the service's bundle; none if there are errors, or nothing is wanted. */
  List<PlannedTest> plan(Diagnostics diagnostics) throws PolicyLoadException, BundleException {
    List<FixtureTest> tests = new ArrayList<>();
    for (PolicyFile file : service.fixtures()) {
      for (Fixture fixture : FixtureReader.read(file)) {
        FixtureTest test = new FixtureTest(file, fixture);
        if (options.run().matcher(test.test().name()).find()) {
          tests.add(test);
        }
      }
    }
    if (tests.isEmpty()) {
      return List.of();
    }
    policies = build(coverage(), diagnostics);
    if (policies == null) {
      return List.of();
    }
    TraceMode mode = options.trace();
    if (mode != null) {
      TraceInstrumentation told = new TraceInstrumentation(false, mode.hasValues(), names());
      traces =
          new FixtureTraces(
              new Tracer(recorder, mode),
              service.convention(),
              told,
              () -> build(told, new Diagnostics()));
    }
    return List.copyOf(tests);
  }

  private @Nullable FixturePolicies build(
      @Nullable Instrumentation instrumentation, Diagnostics diagnostics)
      throws PolicyLoadException, BundleException {
    BuildResult built =
        BundleBuilder.build(
            sources,
            service,
            BuildOptions.defaults()
                .withRego(
                    options
                        .rego()
                        .withEntrypointsAhead(true)
                        .withInstrumentation(instrumentation)));
    built.diagnostics().forEach(diagnostics::report);
    Bundle bundle = built.bundle();
    return bundle == null
        ? null
        : new FixturePolicies(
            engine,
            Objects.requireNonNull(bundle.wasm()).bytes(),
            sources.only(service).document());
  }

  /** Sources of bundles have other names: those that are the same on every machine. */
  private UnaryOperator<String> names() {
    Map<String, String> names = new HashMap<>();
    sources
        .only(service)
        .policies()
        .forEach(file -> names.put(file.portable().name(), file.source().name()));
    return name -> names.getOrDefault(name, name);
  }

  private @Nullable Instrumentation coverage() {
    return options.coverage() ? parsed -> new CoverageProbes(Places.of(parsed), names()) : null;
  }

  @Override
  public void close() {
    if (policies != null) {
      policies.close();
    }
    if (traces != null) {
      traces.close();
    }
  }

  private final class FixtureTest implements PlannedTest {
    private final TestDescription test;
    private final Fixture fixture;

    FixtureTest(PolicyFile file, Fixture fixture) {
      this.fixture = fixture;
      this.test =
          new TestDescription(
              service.name() + ": " + fixture.name(),
              TestDescription.Kind.FIXTURE,
              file.source().name(),
              fixture.line(),
              fixture.column(),
              service.name());
    }

    @Override
    public TestDescription test() {
      return test;
    }

    @Override
    public TestResult run() {
      long start = System.nanoTime();
      TestOutcome outcome;
      String message;
      try {
        LoadedPolicy policy = Objects.requireNonNull(policies).with(fixture.data());
        start = System.nanoTime();
        message = compare(fixture, policy);
        outcome = message.isEmpty() ? TestOutcome.PASSED : TestOutcome.FAILED;
      } catch (EvaluationException | InvalidModuleException | JsonProcessingException e) {
        message = String.valueOf(e.getMessage());
        outcome = TestOutcome.ERRORED;
      }
      TestResult result = result(outcome, message, Duration.ofNanos(System.nanoTime() - start));
      return traces == null || outcome == TestOutcome.PASSED
          ? result
          : result.withTrace(traces.of(fixture));
    }

    @Override
    public Runnable evaluation() {
      LoadedPolicy policy = Objects.requireNonNull(policies).with(fixture.data());
      int allow = policy.entrypoint(service.convention().allow()).orElseThrow();
      byte[] input = input(fixture);
      return () -> policy.evaluate(allow, input);
    }
  }

  private static byte[] input(Fixture fixture) {
    return fixture.input().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is otherwise than expected; empty if nothing is. */
  private String compare(Fixture fixture, LoadedPolicy policy) throws JsonProcessingException {
    EntrypointConvention convention = service.convention();
    byte[] input = input(fixture);
    byte[] value = policy.evaluate(policy.entrypoint(convention.allow()).orElseThrow(), input);
    String allow = value == null ? "undefined" : new String(value, StandardCharsets.UTF_8);
    Set<String> reasons = reasons(policy, policy.entrypoint(convention.denyReason()), input);
    if (allow.equals("true") != fixture.allowed()) {
      return fixture.allowed()
          ? "expected to be allowed, but allow is " + Texts.shortened(allow) + because(reasons)
          : "expected to be denied, but is allowed";
    }
    List<String> expected = fixture.reasons();
    if (expected != null && !reasons.equals(new TreeSet<>(expected))) {
      return "expected the reasons " + new TreeSet<>(expected) + ", but they are " + reasons;
    }
    return "";
  }

  private static String because(Set<String> reasons) {
    return reasons.isEmpty() ? "" : ": " + String.join("; ", reasons);
  }

  private static Set<String> reasons(LoadedPolicy policy, OptionalInt entrypoint, byte[] input)
      throws JsonProcessingException {
    Set<String> reasons = new TreeSet<>();
    if (entrypoint.isPresent()) {
      byte[] value = policy.evaluate(entrypoint.getAsInt(), input);
      if (value != null) {
        for (JsonNode reason : JSON.readTree(new String(value, StandardCharsets.UTF_8))) {
          reasons.add(reason.isTextual() ? reason.textValue() : reason.toString());
        }
      }
    }
    return reasons;
  }
}
