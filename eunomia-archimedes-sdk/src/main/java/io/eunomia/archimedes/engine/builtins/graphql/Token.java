package io.eunomia.archimedes.engine.builtins.graphql;

/**
 * A token.
 *
 * @param kind how messages call its kind: a sign itself, or {@code Name}, {@code Int}, …
 * @param value what names, numbers and strings say
 * @param line where it ends, from 1
 * @param column where it begins on that line, from 1
 */
record Token(String kind, String value, int line, int column) {
  static final String NAME = "Name";
  static final String INT = "Int";
  static final String FLOAT = "Float";
  static final String STRING = "String";
  static final String BLOCK_STRING = "BlockString";
  static final String END = "<EOF>";
  static final String INVALID = "<Invalid>";

  boolean is(String other) {
    return kind.equals(other);
  }

  boolean isString() {
    return is(STRING) || is(BLOCK_STRING);
  }

  @Override
  public String toString() {
    return value.isEmpty() ? kind : kind + " \"" + value.replace("\"", "\\\"") + "\"";
  }
}
