package io.eunomia.rego.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas by name. A name is the path below {@code schema} by which annotations refer to them:
 * {@code ["kubernetes", "pod"]} is {@code schema.kubernetes.pod}. The schema whose name is empty is
 * {@code schema} itself, and that of {@code input} in all rules.
 *
 * <p>What the schemas say is not looked at before a policy asks for it. Immutable and thread-safe.
 */
public final class SchemaSet {
  private final Map<List<String>, JsonNode> schemas;

  private SchemaSet(Map<List<String>, JsonNode> schemas) {
    this.schemas = schemas;
  }

  /** Schemas by their names. */
  public static SchemaSet of(Map<List<String>, JsonNode> schemas) {
    Map<List<String>, JsonNode> copies = new LinkedHashMap<>();
    schemas.forEach((name, schema) -> copies.put(List.copyOf(name), schema.deepCopy()));
    return new SchemaSet(copies);
  }

  /** The schema of {@code input} in all rules, and no other. */
  public static SchemaSet ofInput(JsonNode schema) {
    return of(Map.of(List.of(), schema));
  }

  /** The schema of {@code input} in all rules, or {@code null} if there is none. */
  public @Nullable JsonNode input() {
    return schemas.get(List.of());
  }

  /** The schema of a name, the path below {@code schema}, or {@code null} if there is none. */
  public @Nullable JsonNode find(List<String> name) {
    return schemas.get(name);
  }
}
