package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables that {@code a = b} binds. Both sides are taken apart together; a variable is
 * bound by what it meets if that is bound, and what is not yet waits for what it needs.
 */
final class Unifier {
  private final Predicate<String> safe;
  private final Set<String> bound = new LinkedHashSet<>();

  /** What variables wait for: each becomes bound once all of these are. */
  private final Map<String, Set<String>> waiting = new HashMap<>();

  /**
   * @param safe what is bound before
   */
  Unifier(Predicate<String> safe) {
    this.safe = safe;
  }

  /** The variables that unifying two terms binds; some may have been bound before. */
  Set<String> unify(Term a, Term b) {
    meet(a, b);
    return bound;
  }

  private void meet(Term a, Term b) {
    if (a instanceof Var v) {
      variable(v, b);
    } else if (b instanceof Var v) {
      variable(v, a);
    } else if (a instanceof ArrayTerm x && b instanceof ArrayTerm y) {
      elements(x.elements(), y.elements());
    } else if (a instanceof ObjectTerm x && b instanceof ObjectTerm y) {
      values(x, y);
    } else if (isPattern(a) && gives(b, a)) {
      bindAll(a);
    } else if (isPattern(b) && gives(a, b)) {
      bindAll(b);
    }
  }

  private static boolean isPattern(Term term) {
    return term instanceof ArrayTerm || term instanceof ObjectTerm;
  }

  /** Whether a ref or closure has a value, of a kind that may fit the pattern. */
  private boolean gives(Term term, Term pattern) {
    if (term instanceof Ref ref) {
      return OutputVars.isSafe(ref, this::isBound);
    }
    return pattern instanceof ArrayTerm
        ? term instanceof ArrayComprehension
        : term instanceof ObjectComprehension;
  }

  private void elements(List<Term> a, List<Term> b) {
    if (a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        meet(a.get(i), b.get(i));
      }
    }
  }

  private void values(ObjectTerm a, ObjectTerm b) {
    if (a.entries().size() == b.entries().size()) {
      for (ObjectTerm.Entry entry : a.entries()) {
        Term other = value(b, entry.key());
        if (other != null) {
          meet(entry.value(), other);
        }
      }
    }
  }

  private static @Nullable Term value(ObjectTerm object, Term key) {
    for (ObjectTerm.Entry entry : object.entries()) {
      if (entry.key().equals(key)) {
        return entry.value();
      }
    }
    return null;
  }

  private void variable(Var a, Term b) {
    if (b instanceof Var v) {
      if (isBound(v.name())) {
        bind(a.name());
      } else if (isBound(a.name())) {
        bind(v.name());
      } else {
        await(a.name(), v.name());
        await(v.name(), a.name());
      }
    } else if (isPattern(b)) {
      pattern(a.name(), b);
    } else if (b instanceof Ref ref) {
      if (OutputVars.isSafe(ref, this::isBound)) {
        bind(a.name());
      }
    } else if (b.isScalar() || b instanceof Comprehension) {
      bind(a.name());
    } else if (Variables.bound(b).stream().allMatch(this::isBound)) {
      bind(a.name());
    }
  }

  private void pattern(String name, Term pattern) {
    if (isBound(name)) {
      bindAll(pattern);
      return;
    }
    Set<String> missing = new LinkedHashSet<>(Variables.bound(pattern));
    missing.removeIf(this::isBound);
    if (missing.isEmpty()) {
      bind(name);
    } else {
      missing.forEach(other -> await(name, other));
    }
  }

  private boolean isBound(String name) {
    return safe.test(name) || bound.contains(name);
  }

  private void bindAll(Term pattern) {
    Variables.bound(pattern).forEach(this::bind);
  }

  private void await(String name, String other) {
    waiting.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(other);
  }

  private void bind(String name) {
    bound.add(name);
    Set<String> parts = waiting.remove(name);
    if (parts != null) {
      parts.forEach(this::bind);
    }
    for (Map.Entry<String, Set<String>> entry : List.copyOf(waiting.entrySet())) {
      if (entry.getValue().remove(name) && entry.getValue().isEmpty()) {
        bind(entry.getKey());
      }
    }
  }
}
