package io.eunomia.rego.types;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Arrays.
 *
 * @param fixed the types of the first elements
 * @param rest the type of all further elements, or {@code null} if there are none
 */
public record ArrayType(List<Type> fixed, @Nullable Type rest) implements Type {
  /** Arrays of any elements. */
  public static final ArrayType ANY = of(UnionType.ANY);

  public ArrayType {
    fixed = List.copyOf(fixed);
  }

  /** Arrays of any length whose elements are of one type. */
  public static ArrayType of(Type element) {
    return new ArrayType(List.of(), element);
  }

  /** The type of the element at an index from 0; unknown if there is none. */
  public Type at(int index) {
    if (index >= 0 && index < fixed.size()) {
      return fixed.get(index);
    }
    return index < 0 || rest == null ? UnknownType.UNKNOWN : rest;
  }

  @Override
  public Type keyType() {
    return ScalarType.NUMBER;
  }

  @Override
  public Type valueType() {
    List<Type> all = new ArrayList<>(fixed);
    if (rest != null) {
      all.add(rest);
    }
    return UnionType.of(all);
  }

  @Override
  public Type select(ConstantKey key) {
    return at(key.index());
  }

  @Override
  public boolean isPartlyUnknown() {
    return fixed.stream().anyMatch(Type::isPartlyUnknown)
        || (rest != null && rest.isPartlyUnknown());
  }

  @Override
  public String toString() {
    String elements =
        fixed.isEmpty()
            ? ""
            : fixed.stream().map(Type::toString).collect(Collectors.joining(", ", "<", ">"));
    return "array" + elements + (rest == null ? "" : "[" + rest + "]");
  }
}
