package io.eunomia.policy.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A data file.
 *
 * @param path its path below the directory that was given, with slashes
 * @param name its name, as errors are to print it
 * @param place where its document is below {@code data}
 * @param document the document; not to be changed
 */
public record DataFile(String path, String name, List<String> place, JsonNode document) {
  public DataFile {
    place = List.copyOf(place);
  }
}
