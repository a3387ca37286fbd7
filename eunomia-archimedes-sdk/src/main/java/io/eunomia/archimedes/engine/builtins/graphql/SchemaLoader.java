package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Makes a schema of a document: merges what every schema has, and the extensions; checks all. */
final class SchemaLoader {
  private static final JsonNode PRELUDE = prelude();
  private static final Set<String> REDEFINABLE =
      Set.of("include", "skip", "deprecated", "specifiedBy", "defer");

  private final Schema schema = new Schema();

  private SchemaLoader() {}

  static Schema load(JsonNode document) throws GraphqlException {
    SchemaLoader loader = new SchemaLoader();
    loader.definitions(document);
    loader.extensions(document);
    loader.schema.types.values().forEach(loader::possible);
    loader.directives(document);
    loader.roots(document);
    new SchemaRules(loader.schema).check();
    loader.inferRoots(document);
    return loader.schema;
  }

  private static JsonNode prelude() {
    try (InputStream in = SchemaLoader.class.getResourceAsStream("prelude.graphql")) {
      byte[] text = Objects.requireNonNull(in).readAllBytes();
      ObjectNode document = SchemaReader.read(new String(text, StandardCharsets.UTF_8));
      document.path("Definitions").forEach(type -> ((ObjectNode) type).put("BuiltIn", true));
      return document;
    } catch (IOException | GraphqlException e) {
      throw new IllegalStateException("the prelude of GraphQL schemas is damaged", e);
    }
  }

  private void definitions(JsonNode document) throws GraphqlException {
    List<JsonNode> all = new ArrayList<>(Ast.list(PRELUDE, "Definitions"));
    all.addAll(Ast.list(document, "Definitions"));
    for (JsonNode definition : all) {
      if (!(definition instanceof ObjectNode object)) {
        continue;
      }
      // Extensions are put into it, and the tree is the policy's.
      if (schema.types.put(Ast.name(object), object.deepCopy()) != null) {
        throw GraphqlException.schema(object, "Cannot redeclare type " + Ast.name(object) + ".");
      }
    }
  }

  private void extensions(JsonNode document) throws GraphqlException {
    for (JsonNode extension : Ast.list(document, "Extensions")) {
      if (!(extension instanceof ObjectNode object)) {
        continue;
      }
      String name = Ast.name(object);
      ObjectNode base = schema.type(name);
      if (base == null) {
        schema.types.put(name, object.deepCopy());
        continue;
      }
      if (!Schema.kind(base).equals(Schema.kind(object))) {
        throw GraphqlException.schema(
            object,
            "Cannot extend type "
                + name
                + " because the base type is a "
                + Schema.kind(base)
                + ", not "
                + Schema.kind(object)
                + ".");
      }
      for (String part : List.of("Directives", "Interfaces", "Fields", "Types", "EnumValues")) {
        ArrayNode merged = base.withArray(part);
        object.path(part).forEach(element -> merged.add(element.deepCopy()));
      }
    }
  }

  private void possible(JsonNode type) {
    String name = Ast.name(type);
    if (Schema.kind(type).equals("UNION")) {
      type.path("Types").forEach(member -> schema.addPossible(name, member.asText()));
    } else if (Schema.kind(type).equals("OBJECT")) {
      type.path("Interfaces").forEach(of -> schema.addPossible(of.asText(), name));
      schema.addPossible(name, name);
    }
  }

  private void directives(JsonNode document) throws GraphqlException {
    for (JsonNode directive : Ast.list(PRELUDE, "Directives")) {
      schema.directives.put(Ast.name(directive), directive);
    }
    for (JsonNode directive : Ast.list(document, "Directives")) {
      String name = Ast.name(directive);
      if (!REDEFINABLE.contains(name) && schema.directives.put(name, directive) != null) {
        throw GraphqlException.schema(directive, "Cannot redeclare directive " + name + ".");
      }
    }
  }

  private void roots(JsonNode document) throws GraphqlException {
    List<JsonNode> schemas = new ArrayList<>(Ast.list(document, "Schema"));
    if (schemas.size() > 1) {
      throw GraphqlException.schema(
          schemas.get(1),
          "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    schemas.addAll(Ast.list(document, "SchemaExtension"));
    for (JsonNode each : schemas) {
      for (JsonNode entry : Ast.list(each, "OperationTypes")) {
        String operation = Ast.text(entry, "Operation");
        ObjectNode type = schema.type(Ast.text(entry, "Type"));
        if (type == null) {
          throw GraphqlException.schema(
              entry,
              "Schema root "
                  + operation
                  + " refers to a type "
                  + Ast.text(entry, "Type")
                  + " that does not exist.");
        }
        schema.roots.put(operation, type);
      }
      new SchemaRules(schema).directives(Ast.list(each, "Directives"), "SCHEMA", "");
    }
  }

  /** Without a schema definition, the types of operations go by their names. */
  private void inferRoots(JsonNode document) throws GraphqlException {
    if (document.path("Schema").isEmpty()) {
      for (String[] root :
          new String[][] {
            {"query", "Query"}, {"mutation", "Mutation"}, {"subscription", "Subscription"}
          }) {
        ObjectNode type = schema.type(root[1]);
        if (type != null) {
          schema.roots.putIfAbsent(root[0], type);
        }
      }
    }
    ObjectNode query = schema.roots.get("query");
    if (query != null) {
      ObjectNode introspection =
          SchemaReader.read("type Q { __schema: __Schema! __type(name: String!): __Type }");
      introspection
          .at("/Definitions/0/Fields")
          .forEach(field -> query.withArray("Fields").add(field));
    }
  }
}
