package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.testkit.coverage.Coverage;
import io.eunomia.testkit.coverage.FileCoverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {
  private static final String POLICY =
      """
      package users_service.authz

      default allow := false

      allow if {
        input.path == ["users"]
        input.method == "POST"
      }

      allow if {
        input.path == ["users", input.user_id]
        input.method == "GET"
      }
      """;

  @TempDir private Path dir;

  @Test
  void whenDefinitionNeverHolds_thenItsHeadIsNotCovered() throws IOException {
    FileCoverage file =
        policy(
            """
            test_post if allow with input as {"path": ["users"], "method": "POST"}

            test_other if {
              not allow with input as {"path": ["users", "a"], "method": "GET", "user_id": "b"}
            }
            """);

    assertThat(file.ranges(true)).hasToString("[3, 5-7, 11-12]");
    assertThat(file.ranges(false)).hasToString("[10]");
    assertThat(file.lines().text()).isEqualTo("85.7%");
    assertThat(file.expressions(true)).isEqualTo(4);
    assertThat(file.expressions(false)).isEqualTo(4);
    assertThat(file.rules(true)).isEqualTo(2);
    assertThat(file.rules(false)).isEqualTo(3);
  }

  @Test
  void whenFixturesAskToo_thenTheyCount() throws IOException {
    PolicyFiles files =
        new PolicyFiles(dir)
            .write("users-service/authz.rego", POLICY)
            .write(
                "users-service/fixtures.json",
                """
                {"fixtures": [
                  {"name": "a", "input": {"path": ["users"], "method": "POST"}, "expected_allowed": true},
                  {"name": "b", "input": {"path": ["users", "b"], "method": "GET", "user_id": "b"},
                   "expected_allowed": true}
                ]}
                """)
            .write(
                "users-service/authz_test.rego",
                """
                package users_service.authz_test

                import data.users_service.authz

                test_a if not authz.allow
                """);

    Coverage coverage = coverage(files);

    assertThat(coverage.files()).hasSize(2);
    assertThat(coverage.lines().text()).isEqualTo("100%");
    assertThat(coverage.files().get(0).hitsByLine()).containsEntry(7, 1L);
    assertThat(coverage.reaches(100)).isTrue();
  }

  @Test
  void whenSourceHasAllSorts_thenEachPlaceIsWhatItIs() throws IOException {
    FileCoverage file =
        file(
            """
            package x

            roles := {"a": 1}

            unused := 7

            f(x) := "small" if {
              x < 10
            } else := "middle" if {
              x < 100
            } else := "large"

            names contains name if some name, _ in roles

            big := [n |
              some n in [1, 2]
              n > 1
              count([n]) > 5
            ]

            all_small if {
              every n in [1, 2] {
                n < 2
                n < 3
              }
            }

            by_name[name] := value if {
              some name, value in roles
            }

            default g(_) := 0

            g(x) := 1 if x == 1

            test_x if {
              f(5) == "small"
              f(50) == "middle"
              names == {"a"}
              count(big) == 0
              not all_small
              by_name.a == 1
              g(2) == 0
            }
            """);

    assertThat(file.ranges(false)).hasToString("[5, 11, 21, 34]");
    // Where a rule and its one condition share a line, all of it must be covered.
    assertThat(file.hitsByLine()).containsEntry(34, 0L);
    assertThat(file.rules(true)).isEqualTo(8);
  }

  private FileCoverage policy(String tests) throws IOException {
    PolicyFiles files =
        new PolicyFiles(dir)
            .write("authz.rego", POLICY)
            .write(
                "authz_test.rego",
                "package users_service.authz_test\n\nimport data.users_service.authz.allow\n\n"
                    + tests);
    return coverage(files).files().get(0);
  }

  private FileCoverage file(String text) throws IOException {
    return coverage(new PolicyFiles(dir).write("x.rego", text)).files().get(0);
  }

  private static Coverage coverage(PolicyFiles files) throws IOException {
    TestReport report = files.run(TestOptions.defaults().withCoverage(true));
    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.passed()).as(report.results().toString()).isTrue();
    return Objects.requireNonNull(report.coverage());
  }
}
