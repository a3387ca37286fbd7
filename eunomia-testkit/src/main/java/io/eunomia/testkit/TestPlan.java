package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import io.eunomia.testkit.coverage.Coverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests that were found, their policies compiled once and loaded into an engine of their own; made
 * by {@link PolicyTests#plan}. Tests may be run in any order, several times, and from several
 * threads at once. Closing it stops the engine: nothing must be running then.
 */
public final class TestPlan implements AutoCloseable {
  private final PolicyEngine engine;
  private final Printed printed = new Printed();
  private final Recorder recorder = new Recorder(printed);
  private final List<Runnable> opened = new ArrayList<>();
  private final Map<TestDescription, PlannedTest> tests = new LinkedHashMap<>();
  private List<Diagnostic> diagnostics = List.of();
  private Places places = Places.of(List.of());

  private TestPlan(TestOptions options) {
    engine =
        new PolicyEngine(
            options.limits(),
            recorder.with(options.builtins()),
            options.clock(),
            options.execution(),
            printed);
  }

  static TestPlan of(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    TestPlan plan = new TestPlan(options);
    boolean done = false;
    try {
      plan.fill(sources, options.withRego(options.rego().withMoreFileVersions(sources.versions())));
      done = true;
      return plan;
    } finally {
      if (!done) {
        plan.close();
      }
    }
  }

  private void fill(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    Diagnostics found = new Diagnostics();
    RuleTests rules = new RuleTests(sources, options, engine, recorder);
    opened.add(rules::close);
    rules.plan(found).forEach(this::add);
    places = rules.places();
    for (ServiceDirectory service : sources.services()) {
      FixtureTests fixtures = new FixtureTests(sources, service, options, engine, recorder);
      opened.add(fixtures::close);
      fixtures.plan(found).forEach(this::add);
    }
    diagnostics = found.all();
    if (hasErrors()) {
      tests.clear();
    }
  }

  private void add(PlannedTest test) {
    tests.putIfAbsent(test.test(), test);
  }

  /** What was found while compiling, sorted by place. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Whether the policies do not compile; then there is no test. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** The tests, rules before fixtures, in the order of the files. */
  public List<TestDescription> tests() {
    return List.copyOf(tests.keySet());
  }

  /**
   * Runs a test on the calling thread; takes as long as the limits allow.
   *
   * @param test one of {@link #tests()}
   * @throws IllegalArgumentException if it is none of them
   */
  public TestResult run(TestDescription test) {
    PlannedTest planned = find(test);
    printed.take();
    TestResult result = planned.run();
    return result.withPrinted(printed.take());
  }

  /**
   * What evaluates a test once on the thread that calls it, and neither judges nor keeps what comes
   * of it; for plans that were made to be measured. It fails with an {@link EvaluationException}
   * where the test would be an error. Of a fixture it is the decision, without its reasons.
   *
   * @param test one of {@link #tests()} that is not still to be done
   * @throws IllegalArgumentException if it is none of them
   * @throws InvalidModuleException if its policy cannot be loaded
   */
  public Runnable evaluation(TestDescription test) {
    return find(test).evaluation();
  }

  private PlannedTest find(TestDescription test) {
    PlannedTest planned = tests.get(test);
    if (planned == null) {
      throw new IllegalArgumentException("no test of this plan: " + test.name());
    }
    return planned;
  }

  /**
   * What was evaluated so far of all files, tests included. Nothing was if coverage is not among
   * the options.
   */
  public Coverage coverage() {
    return Coverage.of(places, recorder.hits());
  }

  @Override
  public void close() {
    opened.forEach(Runnable::run);
    engine.close();
  }
}
