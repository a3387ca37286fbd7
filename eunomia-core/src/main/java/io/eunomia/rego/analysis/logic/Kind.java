package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;

/** The kinds of values, in Rego's order of values. */
enum Kind {
  NULL,
  BOOLEAN,
  NUMBER,
  STRING,
  ARRAY,
  OBJECT,
  SET;

  static Kind of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> NULL;
      case BOOLEAN -> BOOLEAN;
      case NUMBER -> NUMBER;
      case ARRAY -> ARRAY;
      case OBJECT, POJO -> OBJECT;
      case STRING, BINARY -> STRING;
    };
  }
}
