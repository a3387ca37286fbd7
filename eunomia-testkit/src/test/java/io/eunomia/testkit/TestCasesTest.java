package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCasesTest {
  @TempDir private Path dir;

  @Test
  void whenTestHasCases_thenEachPassesOrFails() throws IOException {
    TestResult result =
        only(
            """
            package x_test

            test_concat[note] if {
              some note, tc in {
                "empty": {"a": [], "b": [], "exp": []},
                "right": {"a": [1], "b": [2], "exp": [1, 2]},
                "wrong": {"a": [1, 2], "b": [3, 4], "exp": [1, 2, 3]},
              }
              act := array.concat(tc.a, tc.b)
              act == tc.exp
            }
            """);

    assertThat(result.outcome()).isEqualTo(TestOutcome.FAILED);
    assertThat(result.message()).isEqualTo("1 of 3 cases do not hold");
    assertThat(shape(result.cases())).isEqualTo("[empty+, right+, wrong-]");
    TestFailure failure = Objects.requireNonNull(result.cases().get(2).failure());
    assertThat(failure.expression()).isEqualTo("act == tc.exp");
    assertThat(failure.line()).isEqualTo(10);
    assertThat(failure.values())
        .containsEntry("act", "[1, 2, 3, 4]")
        .containsEntry("tc.exp", "[1, 2, 3]");
  }

  @Test
  void whenCasesAreNested_thenGroupsAre() throws IOException {
    TestResult result =
        only(
            """
            package x_test

            test_pairs[note][other] if {
              some note, n in {"one": 1, "two": 2}
              some other, m in {"a": 1, "b": 0}
              n > m
              n + m != 3
            }
            """);

    assertThat(shape(result.cases())).isEqualTo("[one-[a-, b+], two-[a-, b+]]");
    TestFailure ofOne = Objects.requireNonNull(result.cases().get(0).cases().get(0).failure());
    TestFailure ofTwo = Objects.requireNonNull(result.cases().get(1).cases().get(0).failure());
    assertThat(ofOne.expression()).isEqualTo("n > m");
    assertThat(ofTwo.expression()).isEqualTo("n + m != 3");
    assertThat(ofTwo.values()).containsEntry("n + m", "3");
  }

  @Test
  void whenNamesOfCasesAreComputedLast_thenFailedOnesAreKnown() throws IOException {
    assertThat(
            shape(
                only("""
                        package x_test

                        test_ref[tc.note] if {
                          some tc in [{"note": "a", "x": 1}, {"note": "b", "x": 2}]
                          tc.x == 1
                        }
                        """)
                    .cases()))
        .isEqualTo("[a+, b-]");
  }

  @Test
  void whenCasesAreDefinedOneByOne_thenTheyAreOneTest() throws IOException {
    assertThat(
            shape(
                only("""
                        package x_test

                        test_x["a"] if 1 == 1

                        test_x["b"] if 1 == 2

                        test_x[7] if 1 == 1
                        """)
                    .cases()))
        .isEqualTo("[7+, a+, b-]");
  }

  @Test
  void whenThereIsNoCase_thenThatIsAFailure() throws IOException {
    TestResult result = only("package x_test\n\ntest_x[n] if {\n  some n, t in {}\n  t == 1\n}\n");

    assertThat(result.outcome()).isEqualTo(TestOutcome.FAILED);
    assertThat(result.message()).isEqualTo("it has no case");
  }

  @Test
  void whenValueOfCaseIsNotTrue_thenItFails() throws IOException {
    TestResult result =
        only("package x_test\n\ntest_x[n] := v if some n, v in {\"a\": true, \"b\": 7}\n");

    assertThat(shape(result.cases())).isEqualTo("[a+, b-]");
  }

  @Test
  void whenAllCasesHold_thenTestPasses() throws IOException {
    TestResult result = only("package x_test\n\ntest_x[n] if some n in [\"a\", \"b\"]\n");

    assertThat(result.outcome()).isEqualTo(TestOutcome.PASSED);
    assertThat(shape(result.cases())).isEqualTo("[a+, b+]");
  }

  private TestResult only(String tests) throws IOException {
    List<TestResult> results = new PolicyFiles(dir).results(tests);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static String shape(List<TestCase> cases) {
    return cases.stream()
        .map(
            c ->
                c.name() + (c.passed() ? "+" : "-") + (c.cases().isEmpty() ? "" : shape(c.cases())))
        .toList()
        .toString();
  }
}
