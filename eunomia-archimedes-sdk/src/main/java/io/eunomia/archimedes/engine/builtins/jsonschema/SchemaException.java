package io.eunomia.archimedes.engine.builtins.jsonschema;

/** A schema that is none, or one that asks for more than it may. */
public final class SchemaException extends Exception {
  SchemaException(String message) {
    super(message, null, false, false);
  }

  static SchemaException type(String expected, String given) {
    return new SchemaException("Invalid type. Expected: " + expected + ", given: " + given);
  }
}
