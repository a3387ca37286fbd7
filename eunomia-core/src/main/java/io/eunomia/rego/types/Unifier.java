package io.eunomia.rego.types;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.Iterator;

/**
 * Makes terms agree with types, binding the variables in them that have none yet.
 *
 * <p>Bindings that were made before a disagreement is found stay: what follows is then not wrong
 * because of a variable that nothing bound.
 */
final class Unifier {
  private final TypeEnv env;

  Unifier(TypeEnv env) {
    this.env = env;
  }

  /** Whether a term can be of a type. */
  boolean unify(Term term, Type type) {
    return unify(term, type, false);
  }

  /** Whether two terms can be equal. */
  boolean unify(Term a, Term b) {
    return unify(a, env.typeOf(a), b, env.typeOf(b));
  }

  private boolean unify(Term a, Type typeA, Term b, Type typeB) {
    boolean unknownA = typeA.isPartlyUnknown();
    boolean unknownB = typeB.isPartlyUnknown();
    if (unknownA && !unknownB) {
      return unify(a, typeB);
    } else if (unknownB && !unknownA) {
      return unify(b, typeA);
    } else if (!unknownA) {
      return typeA.isCompatibleWith(typeB);
    }
    if (a instanceof Var && b instanceof Var) {
      return unify(a, UnionType.ANY) && unify(b, env.typeOf(a));
    }
    return a instanceof Var ? unifyParts(b, a) : unifyParts(a, b);
  }

  /** Two composites, neither of which is known in full; or one of them and a variable. */
  private boolean unifyParts(Term a, Term b) {
    if (a instanceof ArrayTerm x) {
      return b instanceof ArrayTerm y ? unifyArrays(x, y) : bindParts(a, b);
    }
    if (a instanceof ObjectTerm x) {
      return b instanceof ObjectTerm y ? unifyObjects(x, y) : bindParts(a, b);
    }
    return false;
  }

  private boolean bindParts(Term composite, Term b) {
    return b instanceof Var && unify(composite, UnionType.ANY) && unify(b, env.typeOf(composite));
  }

  private boolean unifyArrays(ArrayTerm a, ArrayTerm b) {
    if (a.elements().size() != b.elements().size()) {
      return false;
    }
    Iterator<Term> others = b.elements().iterator();
    return a.elements().stream().allMatch(element -> unify(element, others.next()));
  }

  private boolean unifyObjects(ObjectTerm a, ObjectTerm b) {
    if (a.entries().size() != b.entries().size()) {
      return false;
    }
    for (ObjectTerm.Entry x : a.entries()) {
      for (ObjectTerm.Entry y : b.entries()) {
        if (x.key().equals(y.key()) && !unify(x.value(), y.value())) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Whether a term can be of a type.
   *
   * @param widen whether the type is one of several that the term may have, so that variables are
   *     of all of them
   */
  private boolean unify(Term term, Type type, boolean widen) {
    if (term instanceof ArrayTerm || term instanceof ObjectTerm || term instanceof SetTerm) {
      return unifyComposite(term, type, widen);
    }
    if (!(term instanceof Var variable) || TypeEnv.isRoot(variable)) {
      return env.typeOf(term).isCompatibleWith(type);
    }
    Type known = env.typeOf(variable);
    if (widen) {
      env.bind(variable, known.or(type));
      return true;
    }
    if (known != UnknownType.UNKNOWN) {
      return known.isCompatibleWith(type);
    }
    env.bind(variable, type);
    return true;
  }

  private boolean unifyComposite(Term term, Type type, boolean widen) {
    if (type instanceof UnionType union) {
      if (union.isAny()) {
        bindAll(term);
        return true;
      }
      boolean unified = false;
      for (Type member : union.members()) {
        unified |= unify(term, member, true);
      }
      return unified;
    }
    if (term instanceof ArrayTerm array && type instanceof ArrayType of) {
      return unifyArray(array, of, widen);
    }
    if (term instanceof ObjectTerm object && type instanceof ObjectType of) {
      return unifyObject(object, of, widen);
    }
    return term instanceof SetTerm set
        && type instanceof SetType of
        && set.elements().stream().allMatch(element -> unify(element, of.element(), widen));
  }

  /** Nothing is known of the parts: they may be anything. */
  private void bindAll(Term term) {
    if (term instanceof ArrayTerm array) {
      array.elements().forEach(element -> unify(element, UnionType.ANY, true));
    } else if (term instanceof SetTerm set) {
      set.elements().forEach(element -> unify(element, UnionType.ANY, true));
    } else if (term instanceof ObjectTerm object) {
      for (ObjectTerm.Entry entry : object.entries()) {
        unify(entry.key(), UnionType.ANY, true);
        unify(entry.value(), UnionType.ANY, true);
      }
    }
  }

  private boolean unifyArray(ArrayTerm array, ArrayType type, boolean widen) {
    if (array.elements().size() != type.fixed().size() && type.rest() == null) {
      return false;
    }
    for (int i = 0; i < array.elements().size(); i++) {
      if (!unify(array.elements().get(i), type.at(i), widen)) {
        return false;
      }
    }
    return true;
  }

  private boolean unifyObject(ObjectTerm object, ObjectType type, boolean widen) {
    if (object.entries().size() != type.properties().size() && type.others() == null) {
      return false;
    }
    for (ObjectTerm.Entry entry : object.entries()) {
      ConstantKey key = ConstantKey.of(entry.key());
      if (key == null) {
        // Which of the values stands under a key that is not known, nobody knows.
        unify(entry.value(), UnionType.ANY, widen);
        continue;
      }
      Type value = type.select(key);
      if (value == UnknownType.UNKNOWN || !unify(entry.value(), value, widen)) {
        return false;
      }
    }
    return true;
  }
}
