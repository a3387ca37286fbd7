package io.eunomia.rego.planner;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ir.Operand;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which variables have a value where code is being planned, and where it is. */
final class Scope {
  private Level innermost = new Level(null);

  /** What was bound at one depth; what was bound around it is seen too. */
  static final class Level {
    private final @Nullable Level outer;
    private final Map<String, Operand> bound = new HashMap<>();

    Level(@Nullable Level outer) {
      this.outer = outer;
    }
  }

  @Nullable Operand get(Var variable) {
    for (Level level = innermost; level != null; level = level.outer) {
      Operand value = level.bound.get(variable.name());
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  void bind(Var variable, Operand value) {
    innermost.bound.put(variable.name(), value);
  }

  /** Where this stands. */
  Level level() {
    return innermost;
  }

  /** Goes on at a depth that this has been at. */
  void moveTo(Level level) {
    innermost = level;
  }

  /** Plans something whose bindings end with it. */
  void nested(Runnable content) {
    Level outer = innermost;
    innermost = new Level(outer);
    content.run();
    innermost = outer;
  }

  /** Whether a variable is {@code input} or {@code data}, which always stand for themselves. */
  static boolean isDocument(Var v) {
    return v.name().equals("input") || v.name().equals("data");
  }

  /** Whether every variable of a pattern has a value. */
  boolean isBound(Term pattern) {
    if (pattern instanceof Var v) {
      return isDocument(v) || get(v) != null;
    }
    if (pattern instanceof ArrayTerm a) {
      return a.elements().stream().allMatch(this::isBound);
    }
    if (pattern instanceof SetTerm s) {
      return s.elements().stream().allMatch(this::isBound);
    }
    if (pattern instanceof ObjectTerm o) {
      return o.entries().stream().allMatch(e -> isBound(e.key()) && isBound(e.value()));
    }
    return pattern.isScalar();
  }
}
