package io.eunomia.rego.builtins;

import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.FunctionType;
import io.eunomia.rego.types.FunctionType.Parameter;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one line of {@code builtins.txt}; its head says what a line looks like. */
final class DeclarationParser {
  private final String line;
  private int at;

  DeclarationParser(String line) {
    this.line = line;
  }

  Builtin parse() {
    String name = upTo("(");
    List<Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    while (!take(")")) {
      parameters.add(parameter());
      variadic = take("...");
      take(",");
    }
    expect("->");
    Parameter result = take("void") ? null : parameter();
    String infix = null;
    OpaVersion since = OpaVersion.OLDEST;
    List<String> attributes =
        take(";") ? List.of(line.substring(at).trim().split(", ")) : List.of();
    for (String attribute : attributes) {
      infix = attribute.startsWith("infix ") ? attribute.substring("infix ".length()) : infix;
      since =
          attribute.startsWith("since ")
              ? OpaVersion.parse(attribute.substring("since ".length()))
              : since;
    }
    return new Builtin(
        name,
        infix,
        new FunctionType(parameters, result, variadic),
        attributes.contains("relation"),
        attributes.contains("nondeterministic"),
        attributes.contains("deprecated"),
        attributes.contains("native"),
        since);
  }

  private Parameter parameter() {
    String name = name();
    return new Parameter(name, type());
  }

  /** A name is there if a colon comes before anything that ends or opens a type. */
  private @Nullable String name() {
    skipSpace();
    for (int i = at; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == ':') {
        String name = line.substring(at, i);
        at = i + 1;
        return name;
      }
      if ("[]{}(),|;.".indexOf(c) >= 0) {
        return null;
      }
    }
    return null;
  }

  private Type type() {
    List<Type> members = new ArrayList<>();
    do {
      members.add(simpleType());
    } while (take("|"));
    return UnionType.of(members);
  }

  private Type simpleType() {
    if (take("(")) {
      Type inner = type();
      expect(")");
      return inner;
    }
    if (take("[")) {
      List<Type> fixed = new ArrayList<>();
      do {
        fixed.add(type());
      } while (take(","));
      expect("]");
      return new ArrayType(fixed, null);
    }
    String word = word();
    return switch (word) {
      case "any" -> UnionType.ANY;
      case "null" -> ScalarType.NULL;
      case "boolean" -> ScalarType.BOOLEAN;
      case "number" -> ScalarType.NUMBER;
      case "string" -> ScalarType.STRING;
      case "array" -> ArrayType.of(element());
      case "set" -> new SetType(element());
      case "object" -> object();
      default -> throw new IllegalStateException("no such type: " + word + ", in " + line);
    };
  }

  private Type element() {
    if (!take("[")) {
      return UnionType.ANY;
    }
    Type element = type();
    expect("]");
    return element;
  }

  private Type object() {
    List<ObjectType.Property> properties = new ArrayList<>();
    if (take("{")) {
      do {
        ConstantKey key = ConstantKey.of(word());
        expect(":");
        properties.add(new ObjectType.Property(key, type()));
      } while (take(","));
      expect("}");
    }
    if (!take("[")) {
      return properties.isEmpty() ? ObjectType.ANY : new ObjectType(properties, null);
    }
    Type key = type();
    expect(":");
    Type value = type();
    expect("]");
    return new ObjectType(properties, new ObjectType.Others(key, value));
  }

  private String word() {
    skipSpace();
    int start = at;
    while (at < line.length()
        && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
      at++;
    }
    return line.substring(start, at);
  }

  private String upTo(String end) {
    int start = at;
    at = line.indexOf(end, at);
    String found = line.substring(start, at);
    at += end.length();
    return found;
  }

  private void skipSpace() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean take(String token) {
    skipSpace();
    boolean found = line.startsWith(token, at);
    at += found ? token.length() : 0;
    return found;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw new IllegalStateException(
          "expected " + token + " at column " + (at + 1) + " of " + line);
    }
  }
}
