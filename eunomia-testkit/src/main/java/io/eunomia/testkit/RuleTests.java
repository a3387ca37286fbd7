package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Instrumentation;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.testkit.TestInstrumentation.Told;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tests that are rules: one module for all of them, an entrypoint each. */
final class RuleTests implements AutoCloseable {
  private final PolicySources sources;
  private final TestOptions options;
  private final PolicyEngine engine;
  private final Recorder recorder;
  private final byte[] data;
  private List<FoundRule> found = List.of();
  private Places places = Places.of(List.of());
  private @Nullable LoadedPolicy policy;
  private String notLoaded = "";

  /** The same policy once more, which tells how far tests come. */
  private final Lazy<LoadedPolicy> stepping = lazy(new TestInstrumentation(Told.STEPS));

  /** The same policy once more, which tells all that happens. */
  private final Lazy<LoadedPolicy> tracing;

  private final TraceInstrumentation traces;

  /** The same policy as services would have it, if the one that is judged tells of its cases. */
  private final Lazy<LoadedPolicy> measuring = lazy(TestInstrumentation.NAMES);

  RuleTests(PolicySources sources, TestOptions options, PolicyEngine engine, Recorder recorder)
      throws PolicyLoadException {
    this.sources = sources;
    this.options = options;
    this.engine = engine;
    this.recorder = recorder;
    TraceMode mode = options.trace();
    this.traces =
        new TraceInstrumentation(true, mode != null && mode.hasValues(), UnaryOperator.identity());
    this.tracing = lazy(traces);
    this.data = sources.document().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Compiles them; none if there are errors. */
  List<PlannedTest> plan(Diagnostics diagnostics) throws PolicyLoadException {
    found = RuleFinder.find(sources, options);
    CompileResult compiled = compile();
    compiled.diagnostics().forEach(diagnostics::report);
    if (compiled.hasErrors()) {
      return List.of();
    }
    places = Places.of(compiled.modules());
    if (found.isEmpty()) {
      return List.of();
    }
    try {
      policy = engine.load(Objects.requireNonNull(compiled.wasm()), data);
    } catch (InvalidModuleException e) {
      notLoaded = String.valueOf(e.getMessage());
    }
    return found.stream().map(test -> (PlannedTest) new RuleTest(test)).toList();
  }

  /** Compiles them for speed if nothing has to be told. */
  private CompileResult compile() throws PolicyLoadException {
    if (options.coverage()) {
      return compile(new TestInstrumentation(Told.COVERAGE));
    }
    return compile(isPlain() ? null : new TestInstrumentation(Told.NOTHING));
  }

  /** Whether the module need not tell anything for tests to be judged. */
  private boolean isPlain() {
    return found.stream().noneMatch(rule -> rule.cases() || rule.entrypoint().contains("#"));
  }

  private CompileResult compile(@Nullable Instrumentation instrumentation)
      throws PolicyLoadException {
    return RegoPolicyCompiler.compile(
        sources.sourcesWithTests(),
        options
            .rego()
            .withEntrypoints(
                found.stream().filter(FoundRule::runs).map(FoundRule::entrypoint).toList())
            .withInstrumentation(instrumentation)
            .withBaseDocument(sources.document()));
  }

  private Lazy<LoadedPolicy> lazy(Instrumentation instrumentation) {
    return new Lazy<>(() -> instrumented(instrumentation), LoadedPolicy::close);
  }

  private @Nullable LoadedPolicy instrumented(Instrumentation instrumentation)
      throws PolicyLoadException {
    CompileResult compiled = compile(instrumentation);
    return compiled.hasErrors() ? null : engine.load(Objects.requireNonNull(compiled.wasm()), data);
  }

  /** What evaluation can come to in all that was compiled. */
  Places places() {
    return places;
  }

  @Override
  public void close() {
    if (policy != null) {
      policy.close();
    }
    stepping.close();
    tracing.close();
    measuring.close();
  }

  private LoadedPolicy measured() {
    if (policy != null && isPlain() && !options.coverage()) {
      return policy;
    }
    return Objects.requireNonNull(measuring.get(), "what can be tested can be measured");
  }

  private final class RuleTest implements PlannedTest {
    private final FoundRule rule;

    RuleTest(FoundRule rule) {
      this.rule = rule;
    }

    @Override
    public TestDescription test() {
      return rule.test();
    }

    @Override
    public TestResult run() {
      if (rule.todo()) {
        return result(TestOutcome.SKIPPED, "still to be done", Duration.ZERO);
      }
      if (policy == null || !rule.problem().isEmpty()) {
        return result(
            TestOutcome.ERRORED, policy == null ? notLoaded : rule.problem(), Duration.ZERO);
      }
      TestResult result = evaluated(policy);
      TraceMode mode = options.trace();
      return mode == null || result.outcome() == TestOutcome.PASSED
          ? result
          : result.withTrace(trace(mode));
    }

    private TestResult evaluated(LoadedPolicy asked) {
      recorder.takeCases();
      long start = System.nanoTime();
      try {
        byte[] value = evaluate(asked);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return judged(value, took, recorder.takeCases());
      } catch (EvaluationException e) {
        return result(
            TestOutcome.ERRORED,
            String.valueOf(e.getMessage()),
            Duration.ofNanos(System.nanoTime() - start));
      }
    }

    @Override
    public Runnable evaluation() {
      LoadedPolicy asked = measured();
      int entrypoint = asked.entrypoint(rule.entrypoint()).orElseThrow();
      return () -> asked.evaluate(entrypoint, (byte[]) null);
    }

    private byte @Nullable [] evaluate(LoadedPolicy asked) {
      return asked.evaluate(asked.entrypoint(rule.entrypoint()).orElseThrow(), (byte[]) null);
    }

    private TestResult judged(byte @Nullable [] value, Duration took, Set<List<String>> begun) {
      if (rule.cases()) {
        return new CaseJudge(begun, value).judge(this, took);
      }
      if (value == null) {
        return result(TestOutcome.FAILED, "undefined: one of its conditions does not hold", took)
            .withFailure(failures().of(List.of()));
      }
      String json = new String(value, StandardCharsets.UTF_8);
      return json.equals("true")
          ? result(TestOutcome.PASSED, "", took)
          : result(TestOutcome.FAILED, "is " + Texts.shortened(json) + ", not true", took);
    }

    /** Evaluates it once more, to see how far it comes. */
    @Override
    public Failures failures() {
      LoadedPolicy asked = stepping.get();
      if (asked == null) {
        return names -> null;
      }
      Trace trace = new Trace();
      recorder.listen(
          trace,
          () -> {
            try {
              evaluate(asked);
            } catch (EvaluationException e) {
              // It has become another test, say of the time: there is nothing to say of it.
            }
          });
      return names -> trace.failure(names, places);
    }

    /** Evaluates it once more, to see all that happens. */
    private EvaluationTrace trace(TraceMode mode) {
      LoadedPolicy asked = tracing.get();
      return asked == null
          ? EvaluationTrace.NONE
          : new Tracer(recorder, mode)
              .trace(asked, traces.points(), rule.entrypoint(), rule.test().name(), null)
              .trace();
    }
  }
}
