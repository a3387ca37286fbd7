package io.eunomia.testkit.inputs;

import java.util.ArrayList;
import java.util.List;

/**
 * A place in the input: {@code caller.roles.*}.
 *
 * @param steps names of members; {@link #ANY} for any element
 */
record InputPath(List<String> steps) implements Comparable<InputPath> {
  /** Any element of an array or a set, any member of an object. */
  static final String ANY = "*";

  static final InputPath ROOT = new InputPath(List.of());

  private static final int DEEPEST = 8;

  InputPath {
    steps = List.copyOf(steps);
  }

  static InputPath of(String... steps) {
    return new InputPath(List.of(steps));
  }

  /** The place below; this one if it lies too deep to matter. */
  InputPath append(String step) {
    if (steps.size() >= DEEPEST) {
      return this;
    }
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new InputPath(longer);
  }

  String step(int index) {
    return index < steps.size() ? steps.get(index) : "";
  }

  boolean endsWithAny() {
    return !steps.isEmpty() && steps.get(steps.size() - 1).equals(ANY);
  }

  /** The place above. */
  InputPath parent() {
    return new InputPath(steps.subList(0, steps.size() - 1));
  }

  boolean startsWith(InputPath other) {
    return steps.size() >= other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  @Override
  public int compareTo(InputPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
