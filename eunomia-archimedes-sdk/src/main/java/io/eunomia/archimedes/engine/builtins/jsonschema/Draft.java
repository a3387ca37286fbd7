package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;

/** The draft that a schema is written in; one that does not say is read as all of them at once. */
enum Draft {
  FOUR,
  SIX,
  SEVEN,
  ANY;

  static Draft of(JsonNode root) throws SchemaException {
    if (!root.isObject() && !root.isBoolean()) {
      throw new SchemaException("schema is invalid");
    }
    JsonNode named = root.get("$schema");
    if (named == null) {
      return ANY;
    }
    if (!named.isTextual()) {
      throw SchemaException.type("string", "$schema");
    }
    String uri = named.textValue();
    return switch (uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri) {
      case "http://json-schema.org/draft-04/schema" -> FOUR;
      case "http://json-schema.org/draft-06/schema" -> SIX;
      case "http://json-schema.org/draft-07/schema" -> SEVEN;
      default -> ANY;
    };
  }

  boolean atLeast(Draft other) {
    return compareTo(other) >= 0;
  }

  /** The keyword that names a schema. */
  String idKeyword(JsonNode schema) {
    return this == FOUR || (this == ANY && schema.has("id")) ? "id" : "$id";
  }
}
