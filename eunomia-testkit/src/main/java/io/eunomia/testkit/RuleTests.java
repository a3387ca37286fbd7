package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Parsing;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.policy.source.PolicyFile;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Span;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Runs the tests that are rules: one module for all of them, an entrypoint each. */
final class RuleTests {
  private static final String PREFIX = "test_";
  private static final String TODO = "todo_test_";

  /**
   * A test.
   *
   * @param problem why it cannot be run; empty if it can
   */
  private record RuleTest(String name, String entrypoint, boolean todo, String problem, Span span) {
    boolean runs() {
      return !todo && problem.isEmpty();
    }
  }

  private final PolicySources sources;
  private final TestOptions options;
  private final PolicyEngine engine;
  private final Printed printed;

  RuleTests(PolicySources sources, TestOptions options, PolicyEngine engine, Printed printed) {
    this.printed = printed;
    this.sources = sources;
    this.options = options;
    this.engine = engine;
  }

  void run(Diagnostics diagnostics, List<TestResult> results) throws PolicyLoadException {
    List<RuleTest> tests = tests();
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources.sourcesWithTests(),
            options
                .rego()
                .withEntrypoints(
                    tests.stream().filter(RuleTest::runs).map(RuleTest::entrypoint).toList())
                .withBaseDocument(sources.document()));
    compiled.diagnostics().forEach(diagnostics::report);
    if (compiled.hasErrors() || tests.isEmpty()) {
      return;
    }
    byte[] data = sources.document().toString().getBytes(StandardCharsets.UTF_8);
    try (LoadedPolicy policy = engine.load(Objects.requireNonNull(compiled.wasm()), data)) {
      tests.forEach(test -> results.add(result(test, policy)));
    } catch (InvalidModuleException e) {
      String why = String.valueOf(e.getMessage());
      tests.forEach(test -> results.add(result(test, TestOutcome.ERRORED, why, Duration.ZERO)));
    }
  }

  private List<RuleTest> tests() {
    Parsing parsing = Parsing.of(options.rego());
    Map<String, RuleTest> tests = new LinkedHashMap<>();
    for (PolicyFile file : sources.tests()) {
      Module module =
          RegoParser.parseModule(file.source(), parsing.of(file.source()), new Diagnostics());
      if (module != null) {
        for (Rule rule : module.rules()) {
          add(module, rule, tests);
        }
      }
    }
    return List.copyOf(tests.values());
  }

  private void add(Module module, Rule rule, Map<String, RuleTest> tests) {
    String rulesName = rule.head().ref().head() instanceof Var v ? v.name() : "";
    boolean todo = rulesName.startsWith(TODO);
    String name = module.path().dotted() + "." + rulesName;
    if ((todo || rulesName.startsWith(PREFIX)) && options.run().matcher(name).find()) {
      String entrypoint =
          module.path().path().stream()
                  .map(step -> step instanceof StringTerm s ? s.value() : step.toString())
                  .collect(Collectors.joining("/"))
              + "/"
              + rulesName;
      tests.putIfAbsent(
          name, new RuleTest(name, entrypoint, todo, problem(rule), rule.head().span()));
    }
  }

  // What is no plain rule is no condition, and must not pass for one.
  private static String problem(Rule rule) {
    if (rule.head().isFunction()) {
      return "a test has no parameters";
    }
    return rule.head().isMultiValue() || !rule.head().ref().path().isEmpty()
        ? "a test is one rule, and no set or object of results"
        : "";
  }

  private TestResult result(RuleTest test, LoadedPolicy policy) {
    if (test.todo()) {
      return result(test, TestOutcome.SKIPPED, "still to be done", Duration.ZERO);
    }
    if (!test.problem().isEmpty()) {
      return result(test, TestOutcome.ERRORED, test.problem(), Duration.ZERO);
    }
    long start = System.nanoTime();
    try {
      byte[] value =
          policy.evaluate(policy.entrypoint(test.entrypoint()).orElseThrow(), (byte[]) null);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (value == null) {
        return result(
            test, TestOutcome.FAILED, "undefined: one of its conditions does not hold", took);
      }
      String json = new String(value, StandardCharsets.UTF_8);
      return json.equals("true")
          ? result(test, TestOutcome.PASSED, "", took)
          : result(test, TestOutcome.FAILED, "is " + Texts.shortened(json) + ", not true", took);
    } catch (EvaluationException e) {
      return result(
          test,
          TestOutcome.ERRORED,
          String.valueOf(e.getMessage()),
          Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private TestResult result(RuleTest test, TestOutcome outcome, String message, Duration took) {
    Span span = test.span();
    return new TestResult(
        test.name(),
        TestResult.Kind.RULE,
        outcome,
        Texts.oneLine(message),
        took,
        printed.take(),
        span.source().name(),
        span.line(),
        span.column());
  }
}
