package io.eunomia.rego.types;

import java.util.List;

/**
 * The type of a document, or of a part of one, that is declared and not inferred.
 *
 * @param path the steps to it, the first of which is {@code input} or {@code data}
 * @param type what is there
 */
public record DeclaredType(List<String> path, Type type) {
  public DeclaredType {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a path must start with input or data");
    }
  }

  /** The steps below {@code input} or {@code data}. */
  List<ConstantKey> steps() {
    return path.subList(1, path.size()).stream().map(ConstantKey::of).toList();
  }

  /**
   * A type with another one at a place in it. Properties on the way there that are known stay as
   * they are beside it, and an object that may have others still may.
   */
  static Type put(Type at, List<ConstantKey> steps, Type type) {
    if (steps.isEmpty()) {
      return type;
    }
    if (at instanceof UnionType union && !union.isAny()) {
      List<Type> objects = union.members().stream().filter(ObjectType.class::isInstance).toList();
      if (!objects.isEmpty()) {
        return UnionType.of(objects.stream().map(member -> put(member, steps, type)).toList());
      }
    }
    ObjectType object = at instanceof ObjectType known ? known : ObjectType.ANY;
    ConstantKey step = steps.get(0);
    List<ConstantKey> rest = steps.subList(1, steps.size());
    Type below = object.property(step);
    if (below == null) {
      // What is not known yet may have other parts if what it is in may.
      below = new ObjectType(List.of(), object.others());
    }
    return object.with(step, put(below, rest, type));
  }
}
