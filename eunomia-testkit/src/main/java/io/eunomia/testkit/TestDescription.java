package io.eunomia.testkit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A test that was found, and can be run.
 *
 * @param name {@code data.users_service.authz_test.test_x} of a rule, {@code users-service: NAME}
 *     of a fixture
 * @param kind rule or fixture
 * @param file the file that it stands in
 * @param line the line, from 1
 * @param column the column, from 1
 * @param service the service in whose directory the file is; {@code null} if it is in none
 */
public record TestDescription(
    String name, Kind kind, String file, int line, int column, @Nullable String service) {
  /** What a test is written as. */
  public enum Kind {
    /** A rule {@code test_…}. */
    RULE,
    /** An entry of {@code fixtures.json} or {@code fixtures.yaml}. */
    FIXTURE;

    /** The kind in JSON: {@code rule}. */
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
