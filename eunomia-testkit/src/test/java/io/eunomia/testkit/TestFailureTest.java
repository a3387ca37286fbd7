package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFailureTest {
  @TempDir private Path dir;
  private PolicyFiles files = new PolicyFiles(Path.of("."));

  @BeforeEach
  void policy() throws IOException {
    files =
        new PolicyFiles(dir)
            .write(
                "authz.rego",
                """
                package authz

                allowed_actions(user) := [action |
                  user in data.actions[action]
                ]

                allow if input.role == "admin"
                """);
  }

  @Test
  void whenExpressionIsFalse_thenItAndItsValuesAreShown() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              x := 1
              y := x + 1
              count([x, y]) == y
              x == y # here
            }
            """);

    assertThat(failure.expression()).isEqualTo("x == y");
    assertThat(failure.place()).isEqualTo(dir.resolve("x_test.rego") + ":9:3");
    assertThat(failure.values()).hasToString("{x=1, y=2}");
  }

  @Test
  void whenRuleIsUndefined_thenConditionIsShown() throws IOException {
    TestFailure failure =
        failure("test_x if {\n  r := \"guest\"\n  authz.allow with input as {\"role\": r}\n}\n");

    assertThat(failure.expression()).isEqualTo("authz.allow with input as {\"role\": r}");
    assertThat(failure.values()).hasToString("{r=\"guest\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          authz.reasons == {"early"} with input.late as true | {authz.reasons={"late"}}
          {"early"} == authz.reasons with input.late as true | {authz.reasons={"late"}}
          authz.reasons != {"late"} with input.late as true  | {authz.reasons={"late"}}
          authz.steps[0] == "y"                              | {authz.steps[0]="x"}
          authz.steps == ["x", "z"] with input.n as "y"      | {authz.steps=["x", "y"]}
          count(authz.reasons) == 2 with input.late as true  | {authz.reasons={"late"}, count(authz.reasons)=1}
          "early" in authz.reasons with input.late as true   | {authz.reasons={"late"}}
          not "late" in authz.reasons with input.late as true | {authz.reasons={"late"}}
          not authz.allow with input.role as "admin"         | {authz.allow=true}
          authz.nothing == 1                                 | {}
          count(authz.steps) == authz.wanted with input.n as 1 | {authz.steps=["x", 1], authz.wanted=3, count(authz.steps)=2}
          authz.of[input.k] == 2 with input as {"k": "a"}    | {authz.of[input.k]=1, input.k="a"}
          """)
  void whenARuleIsNotWhatItShould_thenItIsShownWhatItIs(String expression, String values)
      throws IOException {
    files.write(
        "rules.rego",
        """
        package authz

        reasons contains "late" if input.late

        steps := ["x", input.n]

        steps := ["x"] if not input.n

        wanted := 3

        of := {"a": 1}
        """);

    assertThat(failure("test_x if {\n  " + expression + "\n}\n").values()).hasToString(values);
  }

  @Test
  void whenEveryFails_thenInnerConditionIsShown() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              users := ["alice", "jane"]
              p := {"read": ["alice"], "write": ["jane"]}
              every user in users {
                user != "bob"
                "read" in authz.allowed_actions(user) with data.actions as p
              }
            }
            """);

    assertThat(failure.expression())
        .isEqualTo("\"read\" in authz.allowed_actions(user) with data.actions as p");
    assertThat(failure.values())
        .containsEntry("user", "\"jane\"")
        .containsEntry("authz.allowed_actions(user)", "[\"write\"]")
        .containsKey("p");
    assertThat(failure.written().text()).isEqualTo(failure.expression());
    assertThat(failure.written().offsets())
        .containsEntry("authz.allowed_actions(user)", 10)
        .containsEntry("user", 32)
        .containsEntry("p", 59);
  }

  @Test
  void whenNamesStandInStringsAndPathsToo_thenValuesAreWhereTheTermsAre() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              x := 1
              o := {"x": 2}
              sprintf("x %v", [o.x]) ==
                sprintf("%v x", [x + 1]) # x
            }
            """);

    assertThat(failure.expression())
        .isEqualTo("sprintf(\"x %v\", [o.x]) == sprintf(\"%v x\", [x + 1])");
    assertThat(failure.written().text())
        .isEqualTo("sprintf(\"x %v\", [o.x]) ==\n    sprintf(\"%v x\", [x + 1])");
    failure
        .written()
        .offsets()
        .forEach(
            (name, offset) ->
                assertThat(failure.written().text().substring(offset)).startsWith(name));
    assertThat(failure.written().offsets())
        .containsOnlyKeys(failure.values().keySet())
        .containsEntry("o.x", 17)
        .containsEntry("x", failure.written().text().indexOf("x + 1"))
        .containsEntry("x + 1", failure.written().text().indexOf("x + 1"));
  }

  @Test
  void whenEveryHolds_thenWhatComesAfterItIsShown() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              every n in [1, 2, 3] {
                n > 0
                n < 10
              }
              not authz.allow with input as {"role": "admin"}
            }
            """);

    assertThat(failure.expression()).startsWith("not authz.allow");
  }

  @Test
  void whenEveryFailsEarlier_thenConditionOfTheLastElementIsShown() throws IOException {
    TestFailure failure =
        failure("test_x if {\n  every n in [1, 20] {\n    n < 10\n    n > 0\n  }\n}\n");

    assertThat(failure.expression()).isEqualTo("n < 10");
    assertThat(failure.values()).hasToString("{n=20}");
  }

  @Test
  void whenManyAreTried_thenTheOneThatComesFurthestIsShown() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              some n in [1, 5, 2]
              n > 3
              n == 4
            }
            """);

    assertThat(failure.expression()).isEqualTo("n == 4");
    assertThat(failure.values()).hasToString("{n=5}");
  }

  @Test
  void whenConditionsOfComprehensionFail_thenThatIsNotTheFailure() throws IOException {
    TestFailure failure =
        failure(
            """
            test_x if {
              small := [n | some n in [1, 2, 30]; n < 10]
              count(small) == 3
            }
            """);

    assertThat(failure.expression()).isEqualTo("count(small) == 3");
    assertThat(failure.values()).hasToString("{count(small)=2, small=[1, 2]}");
  }

  @Test
  void whenTestIsDefinedTwice_thenEachIsATest() throws IOException {
    assertThat(
            files.results(
                "package x_test\n\ntest_x if 1 == 1\n\ntest_x if 1 == 2\n\ntest_y if not test_x\n"))
        .extracting(TestResult::name, TestResult::outcome)
        .extracting(Object::toString)
        .containsExactly(
            "(\"data.x_test.test_x\", PASSED)",
            "(\"data.x_test.test_x#01\", FAILED)",
            "(\"data.x_test.test_y\", FAILED)");
  }

  private TestFailure failure(String test) throws IOException {
    TestResult result = files.results("package x_test\n\nimport data.authz\n\n" + test).get(0);
    assertThat(result.outcome()).isEqualTo(TestOutcome.FAILED);
    return Objects.requireNonNull(result.failure());
  }
}
