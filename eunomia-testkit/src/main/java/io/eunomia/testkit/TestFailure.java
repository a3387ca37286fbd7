package io.eunomia.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The expression that a test failed at: the one that was undefined or false where the evaluation
 * came furthest.
 *
 * @param expression as it is written, on one line
 * @param file the file that it stands in
 * @param line the line, from 1
 * @param column the column, from 1
 * @param values the values there, in Rego, of its variables, references and calls as they are
 *     written, sorted by these texts
 * @param written the expression as its author wrote it, with the places of the values in it
 */
public record TestFailure(
    String expression,
    String file,
    int line,
    int column,
    Map<String, String> values,
    WrittenExpression written) {
  public TestFailure {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** One that is on one line, and of whose values it is not known where they stand in it. */
  public TestFailure(
      String expression, String file, int line, int column, Map<String, String> values) {
    this(expression, file, line, column, values, new WrittenExpression(expression, Map.of()));
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
