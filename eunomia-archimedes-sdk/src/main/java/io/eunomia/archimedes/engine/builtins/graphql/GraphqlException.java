package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;

/** A document that is none, or breaks its schema. */
public final class GraphqlException extends Exception {
  GraphqlException(int line, int column, String message) {
    this(message + " in GraphQL string at location " + line + ":" + column);
  }

  GraphqlException(String message) {
    super(message, null, false, false);
  }

  /** About a definition of a schema. */
  static GraphqlException schema(JsonNode definition, String message) {
    return new GraphqlException(
        "Error in gqlparser SchemaDocument to Schema conversion: "
            + place(definition)
            + ": "
            + message);
  }

  /** Where a node stands; the start of nothing for one that was not parsed here. */
  static String place(JsonNode node) {
    JsonNode place = node.path(Ast.POSITION);
    return "input:" + place.path("Line").asInt() + ":" + place.path("Column").asInt();
  }
}
