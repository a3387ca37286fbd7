package io.eunomia.archimedes.engine.builtins.template;

import java.util.List;
import java.util.Map;

/**
 * The data of templates: strings, {@link Decimal}s, booleans, lists, maps by string, and {@link
 * Nothing}; what a template itself spells or computes may be a long or a double too.
 */
final class Data {
  private Data() {}

  /** What is not there. */
  enum Nothing {
    /** Where there is no such key. */
    MISSING,
    /** A null. */
    NULL
  }

  /**
   * A number of the data. Its arithmetic type is open, so that it counts as text, as in Go.
   *
   * @param text its digits
   */
  record Decimal(String text) {}

  static boolean isTrue(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof Long number) {
      return number != 0;
    }
    if (value instanceof Double number) {
      return number != 0;
    }
    return !(value instanceof Nothing) && size(value) > 0;
  }

  /** The elements of a list or map, or the bytes of a text; -1 for what has no size. */
  static int size(Object value) {
    if (value instanceof List<?> list) {
      return list.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    return isText(value) ? GoText.bytes(text(value)).length : -1;
  }

  static boolean isText(Object value) {
    return value instanceof String || value instanceof Decimal;
  }

  static String text(Object value) {
    return value instanceof Decimal decimal ? decimal.text() : (String) value;
  }

  /** The name of Go's type. */
  static String type(Object value) {
    if (value instanceof String) {
      return "string";
    }
    if (value instanceof Decimal) {
      return "json.Number";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (value instanceof Long) {
      return "int";
    }
    if (value instanceof Double) {
      return "float64";
    }
    if (value instanceof List) {
      return "[]interface {}";
    }
    return value instanceof Map ? "map[string]interface {}" : "<nil>";
  }
}
