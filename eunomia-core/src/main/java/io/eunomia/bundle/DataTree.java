package io.eunomia.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.BundleException.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The base document that many data files make together, each below its own directory. Not
 * thread-safe.
 */
public final class DataTree {
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> origins = new HashMap<>();

  /**
   * Adds a file's document.
   *
   * @param file the file's name, for errors
   * @param path where the document goes below {@code data}; not copied, must not be changed later
   * @throws BundleException if it contradicts an earlier file, or is at the top and no object
   */
  public void add(String file, List<String> path, JsonNode document) throws BundleException {
    if (path.isEmpty() && !document.isObject()) {
      throw new BundleException(Reason.INVALID_DATA, file, "the root document must be an object");
    }
    JsonNode below = document;
    for (int i = path.size() - 1; i >= 0; i--) {
      below = JsonNodeFactory.instance.objectNode().set(path.get(i), below);
    }
    merge(file, "", root, below);
  }

  /** The document, which must not be changed. */
  public ObjectNode root() {
    return root;
  }

  private void merge(String file, String path, ObjectNode into, JsonNode from)
      throws BundleException {
    for (Entry<String, JsonNode> member : from.properties()) {
      String name = member.getKey();
      String place = path + "/" + name;
      JsonNode present = into.get(name);
      JsonNode added = member.getValue();
      if (present == null) {
        into.set(name, added);
        origins.put(place, file);
      } else if (present instanceof ObjectNode object && added.isObject()) {
        merge(file, place, object, added);
      } else {
        throw new BundleException(
            Reason.DATA_CONFLICT,
            file,
            "data" + place.replace('/', '.') + " has a value already, from " + origin(place));
      }
    }
  }

  // What came along with an enclosing object has no origin of its own.
  private String origin(String place) {
    String found = origins.get(place);
    int slash = place.lastIndexOf('/');
    return found != null ? found : slash <= 0 ? "another file" : origin(place.substring(0, slash));
  }
}
