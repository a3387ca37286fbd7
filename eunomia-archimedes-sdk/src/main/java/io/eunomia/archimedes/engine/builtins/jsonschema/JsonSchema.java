package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A schema of draft 4, 6 or 7, by its {@code $schema}; one that does not say may use the keywords
 * of all of them. References lead to places within the schema only: nothing is ever fetched. {@code
 * format} is enforced where it is known. Immutable and thread-safe.
 */
public final class JsonSchema {
  private final SchemaNode root;

  private JsonSchema(SchemaNode root) {
    this.root = root;
  }

  /**
   * Reads a schema.
   *
   * @throws SchemaException if it is none; the message says why
   */
  public static JsonSchema compile(JsonNode schema) throws SchemaException {
    return new JsonSchema(SchemaCompiler.compile(schema));
  }

  /**
   * What a document breaks; empty if it is as the schema asks. Its decimals should be exact.
   *
   * @throws SchemaException if finding out takes too long, as it may where schemas refer to
   *     themselves
   */
  public List<Violation> validate(JsonNode document) throws SchemaException {
    return new SchemaValidator().validate(root, document);
  }
}
