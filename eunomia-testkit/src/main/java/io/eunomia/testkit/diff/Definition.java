package io.eunomia.testkit.diff;

/**
 * One definition of a rule.
 *
 * @param rule its rule: {@code data.users_service.authz.allow}
 * @param file the file that it stands in
 * @param line its line, from 1
 * @param isDefault whether it stands after {@code default}
 * @param text the whole of it, printed so that only what it says counts
 */
public record Definition(String rule, String file, int line, boolean isDefault, String text) {
  /** {@code file:line}. */
  public String place() {
    return file + ":" + line;
  }

  /** Whether it is the same, wherever it stands. */
  boolean saysTheSameAs(Definition other) {
    return rule.equals(other.rule) && text.equals(other.text);
  }
}
