package io.eunomia.archimedes.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Reads the two tables that a module gives out as JSON: its entrypoints, and its builtins. */
final class ModuleTables {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, Integer>> TABLE = new TypeReference<>() {};

  private ModuleTables() {}

  static Map<String, Integer> read(String what, String json) {
    try {
      return Map.copyOf(MAPPER.readValue(json, TABLE));
    } catch (JsonProcessingException e) {
      throw new InvalidModuleException("the module's " + what + " are no table of numbers", e);
    }
  }
}
