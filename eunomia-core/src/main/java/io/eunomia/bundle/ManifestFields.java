package io.eunomia.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.BundleException.Reason;
import java.util.ArrayList;
import java.util.List;

/** Reads single fields of a manifest; a missing one or {@code null} gives the default. */
final class ManifestFields {
  private final String prefix;
  private final JsonNode object;

  private ManifestFields(String prefix, JsonNode object) {
    this.prefix = prefix;
    this.object = object;
  }

  static ManifestFields of(String path, JsonNode json) throws BundleException {
    if (!json.isObject()) {
      throw invalid((path.isEmpty() ? "the manifest" : path) + " must be an object");
    }
    return new ManifestFields(path.isEmpty() ? "" : path + ".", json);
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  JsonNode get(String name) {
    return object.path(name);
  }

  String string(String name, String otherwise) throws BundleException {
    if (!has(name)) {
      return otherwise;
    }
    if (!object.get(name).isTextual()) {
      throw invalid(prefix + name + " must be a string");
    }
    return object.get(name).textValue();
  }

  long integer(String name, long otherwise) throws BundleException {
    if (!has(name)) {
      return otherwise;
    }
    JsonNode found = object.get(name);
    if (!found.isIntegralNumber() || !found.canConvertToLong()) {
      throw invalid(prefix + name + " must be an integer");
    }
    return found.longValue();
  }

  boolean bool(String name) throws BundleException {
    if (has(name) && !object.get(name).isBoolean()) {
      throw invalid(prefix + name + " must be a boolean");
    }
    return object.path(name).booleanValue();
  }

  List<JsonNode> array(String name) throws BundleException {
    if (has(name) && !object.get(name).isArray()) {
      throw invalid(prefix + name + " must be an array");
    }
    List<JsonNode> elements = new ArrayList<>();
    object.path(name).forEach(elements::add);
    return elements;
  }

  List<String> strings(String name) throws BundleException {
    List<String> strings = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (!element.isTextual()) {
        throw invalid(prefix + name + " must be an array of strings");
      }
      strings.add(element.textValue());
    }
    return strings;
  }

  static BundleException invalid(String message) {
    return new BundleException(Reason.INVALID_MANIFEST, BundlePath.MANIFEST, message);
  }
}
