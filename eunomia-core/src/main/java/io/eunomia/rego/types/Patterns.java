package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is inside of terms that may be composite. */
final class Patterns {
  private Patterns() {}

  /** All variables in a pattern. */
  static List<Var> variables(Term pattern) {
    List<Var> found = new ArrayList<>();
    walk(
        pattern,
        part -> {
          if (part instanceof Var variable) {
            found.add(variable);
          }
        });
    return found;
  }

  /** All references in a term, outer ones first, but for those in closures. */
  static List<Ref> refs(Term term) {
    List<Ref> found = new ArrayList<>();
    walk(
        term,
        part -> {
          if (part instanceof Ref ref) {
            found.add(ref);
          }
        });
    return found;
  }

  private static void walk(Term term, Consumer<Term> visitor) {
    visitor.accept(term);
    if (term instanceof ArrayTerm array) {
      array.elements().forEach(element -> walk(element, visitor));
    } else if (term instanceof SetTerm set) {
      set.elements().forEach(element -> walk(element, visitor));
    } else if (term instanceof ObjectTerm object) {
      for (ObjectTerm.Entry entry : object.entries()) {
        walk(entry.key(), visitor);
        walk(entry.value(), visitor);
      }
    } else if (term instanceof Ref ref) {
      ref.path().forEach(step -> walk(step, visitor));
    }
  }
}
