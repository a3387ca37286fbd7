package io.eunomia.archimedes.engine.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** An array. Immutable. */
public final class ArrayValue implements Value {
  private final List<Value> elements;

  /** The hash, once it was asked for; 0 before. */
  private int hash;

  /** The array of some values, none null, which are copied. */
  public ArrayValue(List<? extends Value> elements) {
    this.elements = List.copyOf(elements);
  }

  private ArrayValue(Value[] elements) {
    this.elements = Collections.unmodifiableList(Arrays.asList(elements));
  }

  /** The array of some values. */
  public static ArrayValue of(Value... elements) {
    return new ArrayValue(List.of(elements));
  }

  /** The array of some values, without a copy: nobody may change them any more. */
  public static ArrayValue takeOver(Value[] elements) {
    return new ArrayValue(elements);
  }

  /** The elements, in order; cannot be changed. */
  public List<Value> elements() {
    return elements;
  }

  @Override
  public String typeName() {
    return "array";
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ArrayValue array
            && hashCode() == array.hashCode()
            && elements.equals(array.elements));
  }

  @Override
  public int hashCode() {
    int value = hash;
    if (value == 0) {
      value = elements.hashCode();
      hash = value;
    }
    return value;
  }

  @Override
  public String toString() {
    return TermText.write(this);
  }
}
