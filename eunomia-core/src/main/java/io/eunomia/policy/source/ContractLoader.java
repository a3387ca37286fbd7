package io.eunomia.policy.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads which operations a service's contract has: an OpenAPI document, of JSON or YAML.
 *
 * <p>Stateless and thread-safe; takes memory and time linear in the file.
 */
public final class ContractLoader {
  private static final List<String> METHODS =
      List.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");

  private ContractLoader() {}

  /**
   * The operation ids of a document, in its order, with the default limits.
   *
   * @throws PolicyLoadException if it cannot be read, is too large, is no JSON or YAML, or has no
   *     operation with an id
   */
  public static Set<String> operations(Path file) throws PolicyLoadException {
    FileReader reader = new FileReader(LoadLimits.defaults());
    JsonNode document = DocumentReader.read(file.toString(), reader.bytes(file));
    Set<String> operations = new LinkedHashSet<>();
    for (JsonNode paths :
        List.of(
            document.path("paths"),
            document.path("webhooks"),
            document.path("components").path("pathItems"))) {
      paths.forEach(item -> add(item, operations));
    }
    if (operations.isEmpty()) {
      throw new PolicyLoadException(
          file.toString(), "is no OpenAPI document with an operationId below paths", null);
    }
    return operations;
  }

  /**
   * The operation ids of several documents, in their order, with the default limits for each.
   *
   * @throws PolicyLoadException as for one
   */
  public static Set<String> operations(List<Path> files) throws PolicyLoadException {
    Set<String> operations = new LinkedHashSet<>();
    for (Path file : files) {
      operations.addAll(operations(file));
    }
    return operations;
  }

  private static void add(JsonNode item, Set<String> operations) {
    for (String method : METHODS) {
      JsonNode id = item.path(method).path("operationId");
      if (id.isTextual()) {
        operations.add(id.asText());
      }
    }
  }
}
