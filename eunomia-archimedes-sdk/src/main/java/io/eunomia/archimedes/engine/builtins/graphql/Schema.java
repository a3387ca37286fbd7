package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A schema whose extensions are merged into its types. Filled by {@link SchemaLoader}. */
final class Schema {
  private static final Set<String> BUILTIN_SCALARS =
      Set.of("Int", "Float", "String", "Boolean", "ID");

  final Map<String, ObjectNode> types = new TreeMap<>();
  final Map<String, JsonNode> directives = new TreeMap<>();

  /** The types of operations, by {@code query} and so on. */
  final Map<String, ObjectNode> roots = new HashMap<>();

  private final Map<String, Set<String>> possibleTypes = new HashMap<>();

  /** The type of a name, or null. */
  @Nullable ObjectNode type(String name) {
    return types.get(name);
  }

  static String kind(JsonNode type) {
    return Ast.text(type, "Kind");
  }

  static boolean isComposite(@Nullable JsonNode type) {
    return type != null && Set.of("OBJECT", "INTERFACE", "UNION").contains(kind(type));
  }

  static boolean isInput(@Nullable JsonNode type) {
    return type != null && Set.of("SCALAR", "ENUM", "INPUT_OBJECT").contains(kind(type));
  }

  static boolean isLeaf(JsonNode type) {
    return Set.of("SCALAR", "ENUM").contains(kind(type));
  }

  static boolean isCustomScalar(JsonNode type) {
    return kind(type).equals("SCALAR") && !BUILTIN_SCALARS.contains(Ast.name(type));
  }

  void addPossible(String abstractType, String type) {
    possibleTypes.computeIfAbsent(abstractType, unused -> new HashSet<>()).add(type);
  }

  /** The object types that a value of a type may have. */
  Set<String> possible(String type) {
    return possibleTypes.getOrDefault(type, Set.of());
  }
}
