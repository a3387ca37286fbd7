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
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of {@code builtins.txt}; its head says what a line looks like. What is wrong with
 * it is an {@link IllegalArgumentException}.
 */
final class DeclarationParser {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");
  private static final Set<String> FLAGS =
      Set.of("native", "compiler", "relation", "nondeterministic", "deprecated");
  private static final String INFIX = "infix ";
  private static final String SINCE = "since ";

  /** Types are read by recursion. */
  private static final int MAX_DEPTH = 32;

  private final String line;
  private int at;
  private int depth;

  DeclarationParser(String line) {
    this.line = line;
  }

  Builtin parse() {
    String name = functionName();
    List<Parameter> parameters = new ArrayList<>();
    boolean variadic = false;
    if (!take(")")) {
      do {
        if (variadic) {
          throw wrong("only the last parameter can be repeated");
        }
        parameters.add(parameter());
        variadic = take("...");
      } while (take(","));
      expect(")");
    }
    expect("->");
    Parameter result = take("void") ? null : parameter();
    String infix = null;
    OpaVersion since = OpaVersion.OLDEST;
    List<String> attributes = attributes();
    for (String attribute : attributes) {
      if (attribute.startsWith(INFIX)) {
        infix = attribute.substring(INFIX.length());
      } else if (attribute.startsWith(SINCE)) {
        since = OpaVersion.parse(attribute.substring(SINCE.length()));
      } else if (!FLAGS.contains(attribute)) {
        throw wrong("there is no attribute '" + attribute + "'");
      }
    }
    return new Builtin(
        name,
        infix,
        new FunctionType(parameters, result, variadic),
        attributes.contains("relation"),
        attributes.contains("nondeterministic"),
        attributes.contains("deprecated"),
        attributes.contains("native"),
        attributes.contains("compiler"),
        since);
  }

  private String functionName() {
    int end = line.indexOf('(');
    String name = end < 0 ? line : line.substring(0, end);
    if (!NAME.matcher(name).matches() || end < 0) {
      throw new IllegalArgumentException(
          "'" + line + "' is no declaration: NAME(PARAMETER, ...) -> RESULT [; ATTRIBUTE, ...]");
    }
    at = end + 1;
    return name;
  }

  private List<String> attributes() {
    if (take(";")) {
      return List.of(line.substring(at).trim().split(", *"));
    }
    skipSpace();
    if (at < line.length()) {
      throw expected("; or the end");
    }
    return List.of();
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
    if (++depth > MAX_DEPTH) {
      throw wrong("types are nested deeper than " + MAX_DEPTH);
    }
    Type type = innerType();
    depth--;
    return type;
  }

  private Type innerType() {
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
      default -> throw word.isEmpty() ? expected("a type") : wrong("there is no type " + word);
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
      throw expected(token);
    }
  }

  private IllegalArgumentException expected(String what) {
    return wrong("expected " + what + " at column " + (at + 1));
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException(problem + ", in '" + line + "'");
  }
}
