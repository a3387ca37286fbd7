package io.eunomia.rego.analysis.logic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Conditions put together. Immutable. */
sealed interface Formula {
  /** All of them hold. */
  record All(List<Formula> of) implements Formula {
    public All {
      of = List.copyOf(of);
    }
  }

  /** At least one of them holds. */
  record Any(List<Formula> of) implements Formula {
    public Any {
      of = List.copyOf(of);
    }
  }

  /** An atom holds, or does not. */
  record Is(Atom atom, boolean holds) implements Formula {}

  /** Two ways to say the same: neither says all that follows from it, so both are kept. */
  record Both(Formula one, Formula other) implements Formula {}

  /** Nothing is known of it; nor of its opposite. */
  record Unknown() implements Formula {}

  static Formula is(Atom atom) {
    return new Is(atom, true);
  }

  static Formula not(Atom atom) {
    return new Is(atom, false);
  }

  static Formula all(Formula... of) {
    return new All(List.of(of));
  }

  /** Whether it is all of nothing: it always holds. */
  default boolean isTrue() {
    return this instanceof All all && all.of().stream().allMatch(Formula::isTrue);
  }

  /**
   * The opposite, where some variables have one value each and others stand for any: that none of
   * these will do is not known.
   *
   * @param fixed whether the variable of a name has one value
   */
  default Formula opposite(Predicate<String> fixed) {
    if (this instanceof Both both) {
      return new Both(both.one().opposite(fixed), both.other().opposite(fixed));
    }
    return isAboutSome(fixed) ? Formulas.UNKNOWN : negated(fixed);
  }

  private Formula negated(Predicate<String> fixed) {
    if (this instanceof All all) {
      return new Any(all.of().stream().map(each -> each.negated(fixed)).toList());
    } else if (this instanceof Any any) {
      return new All(any.of().stream().map(each -> each.negated(fixed)).toList());
    } else if (this instanceof Is is) {
      return new Is(is.atom(), !is.holds());
    }
    return this instanceof Both ? opposite(fixed) : this;
  }

  /** Whether it says that something holds of some element, or some value of a variable. */
  private boolean isAboutSome(Predicate<String> fixed) {
    if (this instanceof All all) {
      return all.of().stream().anyMatch(each -> each.isAboutSome(fixed));
    } else if (this instanceof Any any) {
      return any.of().stream().anyMatch(each -> each.isAboutSome(fixed));
    } else if (this instanceof Is is) {
      return !Places.variables(is.atom()).stream().allMatch(fixed);
    }
    // Of the two ways, each has an opposite of its own.
    return false;
  }

  /**
   * The conjunctions of which at least one holds if this does. What would become more than a limit
   * is left out of them: they may hold where this does not.
   */
  default List<List<Is>> alternatives(int limit) {
    if (this instanceof All all) {
      List<List<Is>> product = List.of(List.of());
      for (Formula each : all.of()) {
        product = times(product, each.alternatives(limit), limit);
      }
      return product;
    } else if (this instanceof Any any) {
      List<List<Is>> sum = new ArrayList<>();
      for (Formula each : any.of()) {
        sum.addAll(each.alternatives(limit));
      }
      return sum.size() > limit ? List.of(List.of()) : List.copyOf(sum);
    } else if (this instanceof Both both) {
      return times(both.one().alternatives(limit), both.other().alternatives(limit), limit);
    }
    return List.of(this instanceof Is is ? List.of(is) : List.of());
  }

  private static List<List<Is>> times(List<List<Is>> left, List<List<Is>> right, int limit) {
    if ((long) left.size() * right.size() > limit) {
      return left;
    }
    List<List<Is>> product = new ArrayList<>();
    for (List<Is> one : left) {
      for (List<Is> other : right) {
        List<Is> joined = new ArrayList<>(one);
        joined.addAll(other);
        product.add(joined);
      }
    }
    return product;
  }
}
