package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestDescription.Kind;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.trace.EvaluationTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestLogTest {
  private static final TestDescription TEST =
      new TestDescription("data.a_test.test_x", Kind.RULE, "/p/a_test.rego", 3, 1, null);
  private static final TestFailure FAILURE =
      new TestFailure("x == 2", "/p/a.rego", 5, 2, Map.of("x", "1"));

  private final List<String> logged = new ArrayList<>();

  @Test
  void whenATestFails_thenItIsToldWhereAndWithWhichValues() {
    TestCase wrong = new TestCase("one", false, List.of(), FAILURE);
    TestCase right = new TestCase("two", true, List.of(), null);

    tell(result(TestOutcome.FAILED, "undefined", List.of(wrong, right), FAILURE));

    assertThat(logged)
        .containsExactly(
            """
            ERROR /p/a_test.rego:[3,1] FAILED data.a_test.test_x: undefined
                /p/a.rego:[5,2] x == 2
                    x is 1
                one: FAILED
                    /p/a.rego:[5,2] x == 2
                        x is 1
                two: PASSED
                printed""");
  }

  @Test
  void whenATestIsStillToBeDone_thenItIsAWarning_andWhatPassedIsADetail() {
    tell(result(TestOutcome.SKIPPED, "", List.of(), null));
    tell(result(TestOutcome.ERRORED, "too long", List.of(), null));
    tell(result(TestOutcome.PASSED, "", List.of(), null));

    assertThat(logged)
        .containsExactly(
            "WARN /p/a_test.rego:[3,1] SKIPPED data.a_test.test_x\n    printed",
            "ERROR /p/a_test.rego:[3,1] ERRORED data.a_test.test_x: too long\n    printed",
            "DEBUG /p/a_test.rego:[3,1] PASSED data.a_test.test_x\n    printed");
  }

  @Test
  void whenAllIsToldInOneLine_thenItCounts() {
    TestResult passed = result(TestOutcome.PASSED, "", List.of(), null);
    TestResult failed = result(TestOutcome.FAILED, "", List.of(), null);
    TestReport report =
        new TestReport(List.of(), List.of(passed, passed, failed), Duration.ZERO, null);
    assertThat(TestLog.summary(report))
        .isEqualTo("policy tests: 2 passed, 1 failed, 0 errored, 0 skipped");
  }

  private void tell(TestResult result) {
    new TestLog(new Recording()).tell(result);
  }

  private static TestResult result(
      TestOutcome outcome, String message, List<TestCase> cases, @Nullable TestFailure failure) {
    return new TestResult(
        TEST,
        outcome,
        message,
        Duration.ZERO,
        List.of("printed"),
        cases,
        failure,
        EvaluationTrace.NONE);
  }

  private final class Recording extends SystemStreamLog {
    @Override
    public void debug(CharSequence content) {
      logged.add("DEBUG " + content);
    }

    @Override
    public void warn(CharSequence content) {
      logged.add("WARN " + content);
    }

    @Override
    public void error(CharSequence content) {
      logged.add("ERROR " + content);
    }
  }
}
