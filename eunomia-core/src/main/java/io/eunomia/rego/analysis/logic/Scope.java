package io.eunomia.rego.analysis.logic;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the variables of a body stand for. Not thread-safe. */
final class Scope {
  private static final String INNER = " > ";
  private static final String VARIABLE = " / ";

  private final String name;
  private final Map<String, Operand> values = new HashMap<>();

  /**
   * @param name tells its variables from those of other scopes; an equal name is of an equal body
   *     under equal arguments
   */
  Scope(String name) {
    this.name = name;
  }

  /** A scope within this one, for a function that is called in it. */
  Scope inner(String function) {
    return new Scope(name + INNER + function);
  }

  /** Whether a variable has one value while an expression of this scope is negated. */
  boolean isFixed(String variable) {
    String own = name + VARIABLE;
    // Wildcards are the expression's own.
    return isOfOuter(variable)
        || (variable.startsWith(own) && !variable.startsWith("$", own.length()));
  }

  /** Whether a variable is of a scope around this one. */
  boolean isOfOuter(String variable) {
    int end = variable.lastIndexOf(VARIABLE);
    return end >= 0 && name.startsWith(variable.substring(0, end) + INNER);
  }

  @Nullable Operand find(String variable) {
    return values.get(variable);
  }

  void put(String variable, Operand value) {
    values.put(variable, value);
  }

  /** A name for a variable that is known nowhere else. */
  String nameOf(String variable) {
    return name + VARIABLE + variable;
  }
}
