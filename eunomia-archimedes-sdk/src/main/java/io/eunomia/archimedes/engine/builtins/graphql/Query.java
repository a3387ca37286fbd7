package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A document of operations that is held against a schema. */
final class Query {
  private static final int MAX_STEPS = 1_000_000;
  private static final JsonNode TYPE_NAME = typeName();

  private final Schema schema;
  private final List<JsonNode> operations;
  private final List<JsonNode> fragments;
  private final Map<String, JsonNode> fragmentsByName;
  private int steps;

  Query(Schema schema, JsonNode document) {
    this.schema = schema;
    this.operations = Ast.list(document, "Operations");
    this.fragments = Ast.list(document, "Fragments");
    this.fragmentsByName = new LinkedHashMap<>(Ast.byName(fragments));
  }

  private static JsonNode typeName() {
    ObjectNode field = JsonNodeFactory.instance.objectNode().put("Name", "__typename");
    field.putObject("Type").put("NamedType", "String").put("NonNull", true);
    return field;
  }

  Schema schema() {
    return schema;
  }

  List<JsonNode> operations() {
    return operations;
  }

  List<JsonNode> fragments() {
    return fragments;
  }

  @Nullable JsonNode fragment(String name) {
    return fragmentsByName.get(name);
  }

  static List<JsonNode> selections(JsonNode node) {
    return Ast.list(node, "SelectionSet");
  }

  static boolean isField(JsonNode selection) {
    return selection.has("Alias");
  }

  static boolean isInlineFragment(JsonNode selection) {
    return !isField(selection) && (selection.has("TypeCondition") || selection.has("SelectionSet"));
  }

  /** What a type says of a field, or null if it has none of that name. */
  @Nullable JsonNode field(@Nullable JsonNode type, String name) {
    if (name.equals("__typename")) {
      return Schema.isComposite(type) ? TYPE_NAME : null;
    }
    return type == null ? null : Ast.named(Ast.list(type, "Fields"), name);
  }

  /** Counts the work; what takes too much of it is refused. */
  void step() throws GraphqlException {
    if (++steps > MAX_STEPS) {
      throw new GraphqlException("validating the query takes more than " + MAX_STEPS + " steps");
    }
  }

  static GraphqlException fault(JsonNode at, String message) {
    JsonNode place = at.path(Ast.POSITION);
    String bare = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return new GraphqlException(place.path("Line").asInt(), place.path("Column").asInt(), bare);
  }
}
