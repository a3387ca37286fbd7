package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The draft that a schema is written in; one that does not say is read as all of them at once. */
enum Draft {
  FOUR("http://json-schema.org/draft-04/schema"),
  SIX("http://json-schema.org/draft-06/schema"),
  SEVEN("http://json-schema.org/draft-07/schema"),
  ANY("");

  private final String uri;

  Draft(String uri) {
    this.uri = uri;
  }

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
    Draft known = ofMetaschema(References.withoutEmptyFragment(named.textValue()));
    return known == null ? ANY : known;
  }

  /** The draft whose schemas are described by the schema of this URI, or null. */
  static @Nullable Draft ofMetaschema(String uri) {
    for (Draft draft : values()) {
      if (draft != ANY && draft.uri.equals(uri)) {
        return draft;
      }
    }
    return null;
  }

  boolean atLeast(Draft other) {
    return compareTo(other) >= 0;
  }

  /** The keyword that names a schema. */
  String idKeyword(JsonNode schema) {
    return this == FOUR || (this == ANY && schema.has("id")) ? "id" : "$id";
  }
}
