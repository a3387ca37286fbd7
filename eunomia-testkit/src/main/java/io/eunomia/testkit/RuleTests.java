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
import io.eunomia.policy.source.ServiceDirectory;
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
import org.jspecify.annotations.Nullable;

/** The tests that are rules: one module for all of them, an entrypoint each. */
final class RuleTests implements AutoCloseable {
  private static final String PREFIX = "test_";
  private static final String TODO = "todo_test_";

  /**
   * A rule that is named as a test.
   *
   * @param problem why it cannot be run; empty if it can
   */
  private record Found(PolicyTest test, String entrypoint, boolean todo, String problem) {
    boolean runs() {
      return !todo && problem.isEmpty();
    }
  }

  private final PolicySources sources;
  private final TestOptions options;
  private final PolicyEngine engine;
  private @Nullable LoadedPolicy policy;
  private String notLoaded = "";

  RuleTests(PolicySources sources, TestOptions options, PolicyEngine engine) {
    this.sources = sources;
    this.options = options;
    this.engine = engine;
  }

  /** Compiles them; none if there are errors. */
  List<PlannedTest> plan(Diagnostics diagnostics) throws PolicyLoadException {
    List<Found> tests = tests();
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources.sourcesWithTests(),
            options
                .rego()
                .withEntrypoints(
                    tests.stream().filter(Found::runs).map(Found::entrypoint).toList())
                .withBaseDocument(sources.document()));
    compiled.diagnostics().forEach(diagnostics::report);
    if (compiled.hasErrors() || tests.isEmpty()) {
      return List.of();
    }
    byte[] data = sources.document().toString().getBytes(StandardCharsets.UTF_8);
    try {
      policy = engine.load(Objects.requireNonNull(compiled.wasm()), data);
    } catch (InvalidModuleException e) {
      notLoaded = String.valueOf(e.getMessage());
    }
    return tests.stream().map(test -> (PlannedTest) new RuleTest(test)).toList();
  }

  private List<Found> tests() {
    Parsing parsing = Parsing.of(options.rego());
    Map<String, Found> tests = new LinkedHashMap<>();
    for (PolicyFile file : sources.tests()) {
      Module module =
          RegoParser.parseModule(file.source(), parsing.of(file.source()), new Diagnostics());
      if (module != null) {
        for (Rule rule : module.rules()) {
          add(file, module, rule, tests);
        }
      }
    }
    return List.copyOf(tests.values());
  }

  private void add(PolicyFile file, Module module, Rule rule, Map<String, Found> tests) {
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
      Span span = rule.head().span();
      PolicyTest test =
          new PolicyTest(
              name,
              PolicyTest.Kind.RULE,
              span.source().name(),
              span.line(),
              span.column(),
              service(file));
      tests.putIfAbsent(name, new Found(test, entrypoint, todo, problem(rule)));
    }
  }

  private @Nullable String service(PolicyFile file) {
    return sources.services().stream()
        .filter(service -> service.tests().contains(file))
        .map(ServiceDirectory::name)
        .findFirst()
        .orElse(null);
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

  @Override
  public void close() {
    if (policy != null) {
      policy.close();
    }
  }

  private final class RuleTest implements PlannedTest {
    private final Found found;

    RuleTest(Found found) {
      this.found = found;
    }

    @Override
    public PolicyTest test() {
      return found.test();
    }

    @Override
    public TestResult run() {
      if (found.todo()) {
        return result(TestOutcome.SKIPPED, "still to be done", Duration.ZERO);
      }
      if (policy == null || !found.problem().isEmpty()) {
        return result(
            TestOutcome.ERRORED, policy == null ? notLoaded : found.problem(), Duration.ZERO);
      }
      long start = System.nanoTime();
      try {
        byte[] value =
            policy.evaluate(policy.entrypoint(found.entrypoint()).orElseThrow(), (byte[]) null);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (value == null) {
          return result(
              TestOutcome.FAILED, "undefined: one of its conditions does not hold", took);
        }
        String json = new String(value, StandardCharsets.UTF_8);
        return json.equals("true")
            ? result(TestOutcome.PASSED, "", took)
            : result(TestOutcome.FAILED, "is " + Texts.shortened(json) + ", not true", took);
      } catch (EvaluationException e) {
        return result(
            TestOutcome.ERRORED,
            String.valueOf(e.getMessage()),
            Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }
}
