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
 */
public record TestFailure(
    String expression, String file, int line, int column, Map<String, String> values) {
  public TestFailure {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** {@code file:line:column}. */
  public String place() {
    return file + ":" + line + ":" + column;
  }
}
