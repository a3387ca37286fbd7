package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.DataFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The schemas that schemas of each draft keep to. They may be referred to: they are here. */
final class Metaschemas {
  private static final Map<Draft, JsonNode> ALL =
      new EnumMap<>(
          Map.of(
              Draft.FOUR, read("draft-04.json"),
              Draft.SIX, read("draft-06.json"),
              Draft.SEVEN, read("draft-07.json")));

  private Metaschemas() {}

  static JsonNode of(Draft draft) {
    return Objects.requireNonNull(ALL.get(draft), "a draft that has a schema of its own");
  }

  private static JsonNode read(String name) {
    try (InputStream in = Metaschemas.class.getResourceAsStream(name)) {
      return DataFormat.JSON.parse(Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException("the schema " + name + " is damaged", e);
    }
  }
}
