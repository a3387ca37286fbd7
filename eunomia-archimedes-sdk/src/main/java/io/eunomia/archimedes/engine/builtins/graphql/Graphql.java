package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * GraphQL documents, as trees with the field names that OPA gives them. Thread-safe.
 *
 * @see <a href="https://spec.graphql.org/October2021/">GraphQL, October 2021</a>
 */
public final class Graphql {
  private static final int MAX_DEPTH = 400;

  private Graphql() {}

  /**
   * The tree of a document of operations and fragments.
   *
   * @throws GraphqlException if it is none; the message says where
   */
  public static JsonNode parseQuery(String text) throws GraphqlException {
    return QueryReader.read(text);
  }

  /**
   * The tree of a document of type definitions.
   *
   * @throws GraphqlException if it is none; the message says where
   */
  public static JsonNode parseSchema(String text) throws GraphqlException {
    return SchemaReader.read(text);
  }

  /**
   * Checks that a document of type definitions, parsed or made by a policy, is a schema.
   *
   * @throws GraphqlException if it is not; the message says what is wrong first
   */
  public static void checkSchema(JsonNode schema) throws GraphqlException {
    checkDepth(schema, 0);
    SchemaLoader.load(schema);
  }

  /**
   * Checks that operations are valid for a schema; both may be parsed or made by a policy.
   *
   * @throws GraphqlException if one is not; the message says what is wrong first
   */
  public static void checkQuery(JsonNode query, JsonNode schema) throws GraphqlException {
    checkDepth(query, 0);
    checkDepth(schema, 0);
    QueryRules.check(SchemaLoader.load(schema), query);
  }

  /** The tree as policies see it: without places and without what is empty. */
  public static JsonNode visible(JsonNode tree) {
    return Ast.pruned(tree);
  }

  private static void checkDepth(JsonNode node, int depth) throws GraphqlException {
    if (depth > MAX_DEPTH) {
      throw new GraphqlException("the tree is more than " + MAX_DEPTH + " deep");
    }
    for (JsonNode child : node) {
      checkDepth(child, depth + 1);
    }
  }
}
