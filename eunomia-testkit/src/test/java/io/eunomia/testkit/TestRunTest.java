package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRunTest {
  private static final int TESTS = 40;

  @TempDir private Path dir;

  @Test
  void whenTestsAreRunAtTheSameTime_thenOrderAndPrintsAreThoseOfEach() throws IOException {
    StringBuilder tests = new StringBuilder("package x_test\n");
    for (int i = 0; i < TESTS; i++) {
      tests.append(
          "\ntest_%02d if { print(\"I am %d\"); count(numbers.range(1, 300)) == %d }\n"
              .formatted(i, i, i % 2 == 0 ? 300 : 0));
    }
    PolicyFiles files = new PolicyFiles(dir).write("x_test.rego", tests.toString());

    TestReport report = files.run(TestOptions.defaults().withParallelism(4).withRepetitions(2));

    assertThat(report.results()).hasSize(2 * TESTS);
    for (int i = 0; i < report.results().size(); i++) {
      TestResult result = report.results().get(i);
      int test = i / 2;
      assertThat(result.name()).isEqualTo("data.x_test.test_%02d".formatted(test));
      assertThat(result.printed()).containsExactly("I am " + test);
      assertThat(result.outcome())
          .isEqualTo(test % 2 == 0 ? TestOutcome.PASSED : TestOutcome.FAILED);
      assertThat(result.failure() == null).isEqualTo(test % 2 == 0);
    }
  }

  @Test
  void whenSomebodyListens_thenEachResultIsTold() throws IOException {
    PolicyFiles files =
        new PolicyFiles(dir)
            .write("x_test.rego", "package x_test\n\ntest_a := true\n\ntest_b := true\n");
    List<String> told = new ArrayList<>();

    PolicyTests.run(
        files.sources(),
        TestOptions.defaults(),
        new TestListener() {
          @Override
          public void planned(int tests) {
            told.add(tests + " tests");
          }

          @Override
          public void finished(TestResult result) {
            told.add(result.name());
          }
        });

    assertThat(told.get(0)).isEqualTo("2 tests");
    assertThat(told).hasSize(3).contains("data.x_test.test_a", "data.x_test.test_b");
  }

  @Test
  void whenSameTestIsInSeveralFiles_thenEachPlaceIsItsOwn() throws IOException {
    PolicyFiles files =
        new PolicyFiles(dir)
            .write("a_test.rego", "package x_test\n\ntest_a if 1 == 1\n")
            .write("b.rego", "package x_test\n\n\ntest_a if 1 == 2\n")
            .write("c_test.rego", "package x_test\n\n\n\ntest_a if 1 == 1\n");

    assertThat(files.run(TestOptions.defaults()).results())
        .extracting(r -> r.test().line() + " " + r.name() + " " + r.outcome())
        .containsExactly(
            "4 data.x_test.test_a FAILED",
            "3 data.x_test.test_a#01 PASSED",
            "5 data.x_test.test_a#02 PASSED");
  }
}
