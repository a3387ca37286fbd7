package io.eunomia.testkit;

import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import java.time.Duration;
import java.util.List;

/**
 * Finds and runs the tests of policies, as WebAssembly and in the engine that services use.
 *
 * <p>A rule {@code test_…} passes if it is {@code true}; {@code todo_test_…} is skipped. A rule
 * {@code test_…[name]} has cases, which pass or fail each. A fixture passes if the service's own
 * entrypoint allows, or not, as expected, and gives the reasons that are expected, if some are.
 * Policies are compiled with their {@code print} calls. Stateless and thread-safe.
 */
public final class PolicyTests {
  private PolicyTests() {}

  /**
   * Finds all tests that the options want, and compiles and loads what they need. What is wrong in
   * a policy is in the plan.
   *
   * @return to be closed by the caller
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestPlan plan(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    return TestPlan.of(sources, options.withRego(options.rego().withKeepPrints(true)));
  }

  /**
   * Finds all tests that the options want, to be measured by {@link TestPlan#evaluation}: policies
   * are compiled as for services, optimized, to bytecode and without their {@code print} calls. No
   * coverage is counted.
   *
   * @return to be closed by the caller
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestPlan planBenchmark(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    // What a test is must be worked out each time, though it is always the same.
    return TestPlan.of(
        sources,
        options
            .withCoverage(false)
            .withExecution(Execution.COMPILED)
            .withRego(options.rego().withKeepPrints(false).withEntrypointsAhead(false)));
  }

  /**
   * Runs all tests that the options want. What is wrong in a policy is in the report.
   *
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestReport run(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    return run(sources, options, TestListener.NONE);
  }

  /**
   * Runs all tests that the options want. What is wrong in a policy is in the report.
   *
   * @param listener is told each result as soon as it is there
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestReport run(PolicySources sources, TestOptions options, TestListener listener)
      throws PolicyLoadException, BundleException {
    long start = System.nanoTime();
    try (TestPlan plan = plan(sources, options)) {
      List<TestResult> results = new TestRun(plan, options, listener).run();
      return new TestReport(
          plan.diagnostics(),
          results,
          Duration.ofNanos(System.nanoTime() - start),
          options.coverage() && !plan.hasErrors() ? plan.coverage() : null);
    }
  }
}
