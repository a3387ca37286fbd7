package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What comparisons say of their operands. Stateless and thread-safe. */
final class Relations {
  private Relations() {}

  /** There is a value. */
  static Formula present(Operand operand) {
    return operand instanceof Operand.At at
        ? Formula.is(new Atom.Present(at.place()))
        : Formulas.TRUE;
  }

  /** There is a value, and it is not false. */
  static Formula isTrue(Operand operand) {
    if (operand instanceof Operand.Constant constant) {
      boolean isFalse = constant.value().isBoolean() && !constant.value().asBoolean();
      return isFalse ? Formulas.FALSE : Formulas.TRUE;
    }
    return Formula.is(new Atom.True(((Operand.At) operand).place()));
  }

  /** Both are equal. */
  static Formula equal(Operand left, Operand right) {
    if (left instanceof Operand.Constant one) {
      return right instanceof Operand.Constant other
          ? certain(RegoOrder.same(one.value(), other.value()))
          : equal(/* left= */ right, /* right= */ left);
    }
    Place place = ((Operand.At) left).place();
    if (right instanceof Operand.Constant constant) {
      return Formula.is(new Atom.OneOf(place, List.of(constant.value())));
    }
    Place other = ((Operand.At) right).place();
    return place.equals(other) ? present(left) : Formula.is(same(place, other));
  }

  /** They are not equal. */
  static Formula different(Operand left, Operand right) {
    return Formula.all(
        present(left), present(right), equal(left, right).opposite(variable -> true));
  }

  /** One is less than the other. */
  static Formula less(Operand left, Operand right) {
    if (left instanceof Operand.Constant one) {
      return right instanceof Operand.Constant other
          ? certain(RegoOrder.INSTANCE.compare(one.value(), other.value()) < 0)
          : Formula.is(new Atom.More(((Operand.At) right).place(), one.value()));
    }
    Place place = ((Operand.At) left).place();
    if (right instanceof Operand.Constant constant) {
      return Formula.is(new Atom.Less(place, constant.value()));
    }
    Place other = ((Operand.At) right).place();
    return Formula.all(
        present(left),
        present(right),
        Formula.is(new Atom.Other(place + " < " + other, List.of(place, other))));
  }

  /** One is less than the other, or equal: the order is total. */
  static Formula lessOrEqual(Operand left, Operand right) {
    return Formula.all(
        present(left),
        present(right),
        less(/* left= */ right, /* right= */ left).opposite(variable -> true));
  }

  /** One is an element of the other. */
  static Formula in(Operand element, Operand collection) {
    if (collection instanceof Operand.Constant constant) {
      List<JsonNode> values = Constants.elements(constant.value());
      return values == null ? Formulas.FALSE : in(element, values);
    }
    Place place = ((Operand.At) collection).place();
    return element instanceof Operand.Constant constant
        ? Formula.is(new Atom.Has(place, constant.value()))
        : Formula.is(new Atom.ElementOf(((Operand.At) element).place(), place));
  }

  /** It is one of some values. */
  static Formula in(Operand element, List<JsonNode> values) {
    if (element instanceof Operand.Constant constant) {
      return certain(RegoOrder.contains(values, constant.value()));
    }
    return Formula.is(new Atom.OneOf(((Operand.At) element).place(), values));
  }

  private static Atom.Same same(Place one, Place other) {
    return one.toString().compareTo(other.toString()) < 0
        ? new Atom.Same(one, other)
        : new Atom.Same(other, one);
  }

  private static Formula certain(boolean holds) {
    return holds ? Formulas.TRUE : Formulas.FALSE;
  }
}
