package io.eunomia.rego.builtins;

import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.FunctionType;
import io.eunomia.rego.types.FunctionType.Parameter;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes declarations as {@link DeclarationParser} reads them. Stateless and thread-safe. */
public final class DeclarationText {
  private DeclarationText() {}

  static String of(Builtin builtin) {
    FunctionType type = builtin.type();
    List<String> attributes = new ArrayList<>();
    if (builtin.infix() != null) {
      attributes.add("infix " + builtin.infix());
    }
    add(attributes, "native", builtin.isNative());
    add(attributes, "compiler", builtin.rewritten());
    add(attributes, "relation", builtin.relation());
    add(attributes, "nondeterministic", builtin.nondeterministic());
    add(attributes, "deprecated", builtin.deprecated());
    add(attributes, "since " + builtin.since(), !builtin.since().equals(OpaVersion.OLDEST));
    return builtin.name()
        + "("
        + type.parameters().stream().map(DeclarationText::of).collect(Collectors.joining(", "))
        + (type.variadic() ? "..." : "")
        + ") -> "
        + (type.result() == null ? "void" : of(type.result()))
        + (attributes.isEmpty() ? "" : " ; " + String.join(", ", attributes));
  }

  private static void add(List<String> attributes, String name, boolean isSo) {
    if (isSo) {
      attributes.add(name);
    }
  }

  /** A parameter, or a result. */
  public static String of(Parameter parameter) {
    return (parameter.name() == null ? "" : parameter.name() + ": ") + of(parameter.type());
  }

  /** A type: {@code array[string] | null}. */
  public static String of(Type type) {
    if (type instanceof UnionType union && !union.isAny()) {
      return union.members().stream().map(DeclarationText::of).collect(Collectors.joining(" | "));
    }
    if (type instanceof SetType set) {
      return "set" + element(set.element());
    }
    if (type instanceof ArrayType array) {
      return of(array);
    }
    return type instanceof ObjectType object ? of(object) : type.toString();
  }

  private static String of(ArrayType array) {
    Type rest = array.rest();
    String fixed =
        array.fixed().stream().map(DeclarationText::of).collect(Collectors.joining(", ", "[", "]"));
    // Declarations have arrays of either kind, files may have both in one.
    return rest == null
        ? fixed
        : array.fixed().isEmpty() ? "array" + element(rest) : fixed + element(rest);
  }

  private static String of(ObjectType object) {
    if (object.equals(ObjectType.ANY)) {
      return "object";
    }
    String known =
        object.properties().stream()
            .map(property -> property.key() + ": " + of(property.value()))
            .collect(Collectors.joining(", ", "{", "}"));
    ObjectType.Others others = object.others();
    return "object"
        + (object.properties().isEmpty() ? "" : known)
        + (others == null ? "" : "[" + of(others.key()) + ": " + of(others.value()) + "]");
  }

  private static String element(Type type) {
    return type.equals(UnionType.ANY) ? "" : "[" + of(type) + "]";
  }
}
