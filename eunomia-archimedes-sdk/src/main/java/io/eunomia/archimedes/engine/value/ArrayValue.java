package io.eunomia.archimedes.engine.value;

import java.util.List;

/**
 * An array.
 *
 * @param elements in order, none null; cannot be changed
 */
public record ArrayValue(List<Value> elements) implements Value {
  /** Copies the elements. */
  public ArrayValue {
    elements = List.copyOf(elements);
  }

  /** The array of some values. */
  public static ArrayValue of(Value... elements) {
    return new ArrayValue(List.of(elements));
  }

  @Override
  public String typeName() {
    return "array";
  }
}
