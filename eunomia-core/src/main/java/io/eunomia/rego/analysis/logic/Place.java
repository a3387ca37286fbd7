package io.eunomia.rego.analysis.logic;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a value is that conditions ask about: in a document, in an argument of a function, or what
 * a call or a variable stands for. Within one evaluation there is one value at a place, or none.
 *
 * @param root {@code input}, {@code data}, an argument, or a text that stands for nothing else
 * @param steps the way from there
 */
record Place(String root, List<Step> steps) {
  private static final String ARGUMENT = "argument ";

  Place {
    steps = List.copyOf(steps);
  }

  /** A step down. */
  sealed interface Step {}

  /** To a member of an object, or an element of a set. */
  record Key(String name) implements Step {}

  /** To an element of an array. */
  record Index(int number) implements Step {}

  /** To some element, always the same for one name. */
  record Some(String name) implements Step {}

  static Place of(String root) {
    return new Place(root, List.of());
  }

  /** The argument of a number, from 0, of the function whose definitions are looked at. */
  static Place argument(int number) {
    return of(ARGUMENT + number);
  }

  boolean isArgument() {
    return root.startsWith(ARGUMENT);
  }

  boolean isInput() {
    return root.equals("input");
  }

  Place then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Place(root, longer);
  }

  Place parent() {
    return new Place(root, steps.subList(0, steps.size() - 1));
  }

  Step last() {
    return steps.get(steps.size() - 1);
  }

  /** Whether it says "some element" on its way, so that what does not hold here may elsewhere. */
  boolean isSome() {
    return steps.stream().anyMatch(Some.class::isInstance);
  }
}
