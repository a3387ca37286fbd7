package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;

/** What a term stands for, where that is known. */
sealed interface Operand {
  /** A value. */
  record Constant(JsonNode value) implements Operand {}

  /** Whatever is at a place. */
  record At(Place place) implements Operand {}
}
