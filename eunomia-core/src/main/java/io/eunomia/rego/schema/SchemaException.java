package io.eunomia.rego.schema;

/** A JSON Schema that is damaged, or no type can be made of; the message says why, on one line. */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }

  /** What stands there is no JSON Schema, or one that is not all there. */
  static SchemaException damaged(String what) {
    return new SchemaException("unable to compile the schema: " + what);
  }
}
