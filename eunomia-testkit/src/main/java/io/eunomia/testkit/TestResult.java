package io.eunomia.testkit;

import java.time.Duration;
import java.util.List;

/**
 * One test and what became of it.
 *
 * @param name {@code data.users_service.authz_test.test_x} of a rule, {@code users-service: NAME}
 *     of a fixture
 * @param kind rule or fixture
 * @param outcome what became of it
 * @param message why it did not pass, on one line; empty if it did
 * @param duration how long its evaluation took
 * @param printed the lines that the policies printed meanwhile
 * @param file the file that it stands in
 * @param line the line, from 1
 * @param column the column, from 1
 */
public record TestResult(
    String name,
    Kind kind,
    TestOutcome outcome,
    String message,
    Duration duration,
    List<String> printed,
    String file,
    int line,
    int column) {
  public TestResult {
    printed = List.copyOf(printed);
  }

  /** What a test is written as. */
  public enum Kind {
    /** A rule {@code test_…} in a file {@code *_test.rego}. */
    RULE,
    /** An entry of {@code fixtures.json} or {@code fixtures.yaml}. */
    FIXTURE
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
