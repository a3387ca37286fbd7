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
  private Map<String, Operand> bound = new HashMap<>();

  @Nullable Operand get(Var variable) {
    return bound.get(variable.name());
  }

  void bind(Var variable, Operand value) {
    bound.put(variable.name(), value);
  }

  /** Plans something whose bindings end with it. */
  void nested(Runnable content) {
    Map<String, Operand> outer = bound;
    bound = new HashMap<>(outer);
    content.run();
    bound = outer;
  }

  /** Whether a variable is {@code input} or {@code data}, which always stand for themselves. */
  static boolean isDocument(Var v) {
    return v.name().equals("input") || v.name().equals("data");
  }

  /** Whether every variable of a pattern has a value. */
  boolean isBound(Term pattern) {
    if (pattern instanceof Var v) {
      return isDocument(v) || bound.containsKey(v.name());
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
