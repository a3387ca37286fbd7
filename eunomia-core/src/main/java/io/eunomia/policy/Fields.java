package io.eunomia.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks single fields; what is wrong is said with the field's path. */
final class Fields {
  private final String prefix;
  private final JsonNode object;

  private Fields(String prefix, JsonNode object) {
    this.prefix = prefix;
    this.object = object;
  }

  static String notBlank(String field, String value) {
    if (value.isBlank()) {
      throw new PolicyInputException(field, "must not be blank");
    }
    return value;
  }

  /** The fields of an object; {@code path} is empty for the outermost one. */
  static Fields of(String path, JsonNode json) {
    if (!json.isObject()) {
      throw new PolicyInputException(path, "must be an object");
    }
    return new Fields(path.isEmpty() ? "" : path + ".", json);
  }

  // A misspelt field would silently be missing from what the policy sees.
  void allowOnly(Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new PolicyInputException(prefix + name, "is not a known field");
      }
    }
  }

  @Nullable JsonNode get(String name) {
    JsonNode found = object.get(name);
    return found == null || found.isNull() ? null : found;
  }

  JsonNode required(String name) {
    JsonNode found = get(name);
    if (found == null) {
      throw new PolicyInputException(prefix + name, "is required");
    }
    return found;
  }

  String string(String name) {
    return text(prefix + name, required(name));
  }

  @Nullable String optionalString(String name) {
    JsonNode found = get(name);
    return found == null ? null : text(prefix + name, found);
  }

  List<String> strings(String name) {
    JsonNode found = get(name);
    if (found == null) {
      return List.of();
    }
    if (!found.isArray()) {
      throw new PolicyInputException(prefix + name, "must be an array of strings");
    }
    List<String> values = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      values.add(text(prefix + name + "[" + i + "]", found.get(i)));
    }
    return values;
  }

  static String text(String field, JsonNode value) {
    if (!value.isTextual()) {
      throw new PolicyInputException(field, "must be a string");
    }
    return value.textValue();
  }
}
