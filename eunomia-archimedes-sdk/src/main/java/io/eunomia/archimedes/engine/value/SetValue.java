package io.eunomia.archimedes.engine.value;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * A set.
 *
 * @param elements in no particular order, none null; cannot be changed
 */
public record SetValue(Set<Value> elements) implements Value {
  /** Copies the elements. */
  public SetValue {
    Set<Value> copy = new LinkedHashSet<>(elements);
    copy.forEach(element -> Objects.requireNonNull(element, "element"));
    elements = Collections.unmodifiableSet(copy);
  }

  /** The set of some values. */
  public static SetValue of(Collection<? extends Value> values) {
    return new SetValue(new LinkedHashSet<>(values));
  }

  @Override
  public String typeName() {
    return "set";
  }
}
