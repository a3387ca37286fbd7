package io.eunomia.archimedes.engine.value;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** A set. Immutable. */
public final class SetValue implements Value {
  private final Set<Value> elements;

  /** The hash, once it was asked for; 0 before. */
  private int hash;

  /** The set of some values, none null, which are copied. */
  public SetValue(Set<? extends Value> elements) {
    this(new Unmodifiable(Collections.unmodifiableSet(copy(elements))));
  }

  private SetValue(Unmodifiable elements) {
    this.elements = elements.set;
  }

  /** The set of some values. */
  public static SetValue of(Collection<? extends Value> values) {
    return takeOver(copy(values));
  }

  /** The set of some values, without a copy: nobody may change them any more. */
  public static SetValue takeOver(Set<Value> elements) {
    return new SetValue(new Unmodifiable(Collections.unmodifiableSet(elements)));
  }

  /** The elements, in no particular order; cannot be changed. */
  public Set<Value> elements() {
    return elements;
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SetValue set
            && hashCode() == set.hashCode()
            && elements.equals(set.elements));
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

  private static Set<Value> copy(Collection<? extends Value> elements) {
    Set<Value> copy = new LinkedHashSet<>(elements);
    copy.forEach(element -> Objects.requireNonNull(element, "element"));
    return copy;
  }

  /** A set that is known to stay as it is. */
  private record Unmodifiable(Set<Value> set) {}
}
