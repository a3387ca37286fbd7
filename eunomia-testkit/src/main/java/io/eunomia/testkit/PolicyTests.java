package io.eunomia.testkit;

import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds and runs the tests of policies, as WebAssembly and in the engine that services use.
 *
 * <p>A rule {@code test_…} in a file {@code *_test.rego} passes if it is {@code true}; {@code
 * todo_test_…} is skipped. A fixture passes if the service's own entrypoint allows, or not, as
 * expected, and gives the reasons that are expected, if some are. Policies are compiled with their
 * {@code print} calls. Stateless and thread-safe.
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
    return TestPlan.of(sources, options);
  }

  /**
   * Runs all tests that the options want. What is wrong in a policy is in the report.
   *
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public static TestReport run(PolicySources sources, TestOptions options)
      throws PolicyLoadException, BundleException {
    long start = System.nanoTime();
    try (TestPlan plan = plan(sources, options)) {
      List<TestResult> results = new ArrayList<>();
      plan.tests().forEach(test -> results.add(plan.run(test)));
      return new TestReport(
          plan.diagnostics(), results, Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
