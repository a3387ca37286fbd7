package io.eunomia.testkit;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import java.util.Collection;
import java.util.stream.Collectors;

/** Values as people write them in Rego. */
final class ValueText {
  private ValueText() {}

  static String of(Value value) {
    if (value instanceof ArrayValue array) {
      return "[" + joined(array.elements()) + "]";
    }
    if (value instanceof SetValue set) {
      return set.elements().isEmpty() ? "set()" : "{" + joined(ValueOrder.sorted(set)) + "}";
    }
    if (value instanceof ObjectValue object) {
      return ValueOrder.sorted(object).stream()
          .map(member -> of(member.getKey()) + ": " + of(member.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return TermText.write(value);
  }

  private static String joined(Collection<? extends Value> values) {
    return values.stream().map(ValueText::of).collect(Collectors.joining(", "));
  }
}
