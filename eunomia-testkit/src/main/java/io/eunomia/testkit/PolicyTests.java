package io.eunomia.testkit;

import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the tests of policies, as WebAssembly and in the engine that services use.
 *
 * <p>A rule {@code test_…} in a file {@code *_test.rego} passes if it is {@code true}; {@code
 * todo_test_…} is skipped. A fixture passes if the service's own entrypoint allows, or not, as
 * expected, and gives the reasons that are expected, if some are. Policies are compiled with their
 * {@code print} calls. Stateless and thread-safe.
 */
public final class PolicyTests {
  private PolicyTests() {}

  /**
   * Runs all tests that the options want. What is wrong in a policy is in the report.
   *
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestReport run(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    long start = System.nanoTime();
    Diagnostics diagnostics = new Diagnostics();
    List<TestResult> results = new ArrayList<>();
    Printed printed = new Printed();
    TestOptions printing = options.withRego(options.rego().withKeepPrints(true));
    try (PolicyEngine engine =
        new PolicyEngine(
            options.limits(), options.builtins(), options.clock(), options.execution(), printed)) {
      new RuleTests(sources, printing, engine, printed).run(diagnostics, results);
      for (ServiceDirectory service : sources.services()) {
        new FixtureTests(sources, service, printing, engine, printed).run(diagnostics, results);
      }
    }
    List<Diagnostic> found = diagnostics.all();
    TestReport report = new TestReport(found, results, Duration.ofNanos(System.nanoTime() - start));
    return report.hasErrors() ? new TestReport(found, List.of(), report.duration()) : report;
  }
}
