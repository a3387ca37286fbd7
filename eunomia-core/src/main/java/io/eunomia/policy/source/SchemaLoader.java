package io.eunomia.policy.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.policy.source.FileWalk.Found;
import io.eunomia.rego.schema.SchemaSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON Schemas from files, as {@code opa check --schema} does.
 *
 * <p>A file is the schema of {@code input} in all rules. In a directory, each file of JSON or YAML
 * is a schema for annotations to name by its path without the extension: {@code
 * kubernetes/pod.json} is {@code schema.kubernetes.pod}.
 *
 * <p>Stateless and thread-safe; takes memory and time linear in the files.
 */
public final class SchemaLoader {
  private SchemaLoader() {}

  /**
   * Reads a file, or all files below a directory, with the default limits.
   *
   * @throws PolicyLoadException if there is none, one cannot be read, is too large or is no JSON or
   *     YAML, a link leads out of the directory, or two files have one name
   */
  public static SchemaSet load(Path path) throws PolicyLoadException {
    return load(path, LoadLimits.defaults());
  }

  /** The same with other limits. */
  public static SchemaSet load(Path path, LoadLimits limits) throws PolicyLoadException {
    FileReader reader = new FileReader(limits);
    if (!Files.isDirectory(path)) {
      return SchemaSet.ofInput(DocumentReader.read(path.toString(), reader.bytes(path)));
    }
    Map<List<String>, JsonNode> schemas = new LinkedHashMap<>();
    for (Found found :
        FileWalk.of(path, limits, IgnoredNames.of(List.of()), DocumentReader::isDocument)) {
      String file = found.file().toString();
      JsonNode schema = DocumentReader.read(file, reader.bytes(found.file()));
      if (schemas.put(name(found.path()), schema) != null) {
        throw new PolicyLoadException(file, "has the name of another schema", null);
      }
    }
    if (schemas.isEmpty()) {
      throw new PolicyLoadException(path.toString(), "has no .json, .yaml or .yml file", null);
    }
    return SchemaSet.of(schemas);
  }

  private static List<String> name(String path) {
    return List.of(path.substring(0, path.lastIndexOf('.')).split("/"));
  }
}
