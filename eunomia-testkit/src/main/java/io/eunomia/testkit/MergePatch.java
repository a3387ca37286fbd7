package io.eunomia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON merge patches, RFC 7396. */
final class MergePatch {
  private MergePatch() {}

  /** The target with the patch applied; neither is changed. */
  static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged =
        target instanceof ObjectNode object
            ? JsonNodeFactory.instance.objectNode().setAll(object)
            : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      if (member.getValue().isNull()) {
        merged.remove(member.getKey());
      } else {
        JsonNode before = merged.path(member.getKey());
        merged.set(member.getKey(), apply(before, member.getValue()));
      }
    }
    return merged;
  }
}
