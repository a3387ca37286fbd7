package io.eunomia.archimedes.engine.value;

import java.util.List;

/**
 * An array.
 *
 * @param elements in order
 */
public record ArrayValue(List<Value> elements) implements Value {
  /** Copies the elements. */
  public ArrayValue {
    elements = List.copyOf(elements);
  }

  @Override
  public String typeName() {
    return "array";
  }
}
