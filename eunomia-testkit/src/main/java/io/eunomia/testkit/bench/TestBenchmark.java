package io.eunomia.testkit.bench;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.bundle.BundleException;
import io.eunomia.policy.source.PolicyLoadException;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestListener;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestPlan;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures tests: each of those that pass is evaluated again and again, on one thread and one test
 * after the other. It takes about the times of the options for each of them, and twice that at
 * most, unless one evaluation takes longer.
 *
 * <p>What is measured is an evaluation in the engine, compiled to bytecode, of an optimized module
 * without {@code print}: an instance is taken and given back, the input of a fixture is read from
 * JSON, and the result is written. Compiling and loading are not in it, nor is what depends on data
 * alone below the test, which the engine computes when it loads the policy. It is not judged again
 * whether the test passes.
 */
public final class TestBenchmark {
  private final BenchmarkOptions options;
  private final Batches batches;

  /** Measures with the JVM's clock. */
  public TestBenchmark(BenchmarkOptions options) {
    this(options, System::nanoTime, options.memory() ? Allocations.ofJvm() : Allocations.NONE);
  }

  TestBenchmark(BenchmarkOptions options, LongSupplier nanos, Allocations allocations) {
    this.options = options;
    batches = new Batches(nanos, allocations);
  }

  /**
   * Measures the tests that are wanted, each as often as it is to be repeated. What is wrong in a
   * policy is in the report. How tests are run, how many at a time and with which coverage, does
   * not matter here.
   *
   * @param listener is told each result as soon as it is there
   * @throws PolicyLoadException if fixtures are not what they should be
   * @throws BundleException if a service's policy makes no bundle
   */
  public BenchmarkReport run(PolicySources sources, TestOptions tests, TestListener listener)
      throws PolicyLoadException, BundleException {
    long start = System.nanoTime();
    try (TestPlan plan = PolicyTests.planBenchmark(sources, tests)) {
      List<TestDescription> found = plan.tests();
      listener.planned(Math.multiplyExact(found.size(), tests.repetitions()));
      List<MeasuredTest> measured = new ArrayList<>();
      for (TestDescription test : found) {
        for (int i = 0; i < tests.repetitions(); i++) {
          MeasuredTest each = measure(plan, test);
          measured.add(each);
          listener.finished(each.result());
        }
      }
      TestReport report =
          new TestReport(
              plan.diagnostics(),
              measured.stream().map(MeasuredTest::result).toList(),
              Duration.ofNanos(System.nanoTime() - start),
              null);
      return new BenchmarkReport(report, measured);
    }
  }

  private MeasuredTest measure(TestPlan plan, TestDescription test) {
    TestResult result = plan.run(test);
    if (result.outcome() != TestOutcome.PASSED) {
      return new MeasuredTest(result, null);
    }
    try {
      Runnable evaluation = plan.evaluation(test);
      batches.run(evaluation, options.warmUp());
      return new MeasuredTest(result, batches.run(evaluation, options.length()));
    } catch (EvaluationException | InvalidModuleException e) {
      return new MeasuredTest(result.errored(String.valueOf(e.getMessage())), null);
    }
  }
}
