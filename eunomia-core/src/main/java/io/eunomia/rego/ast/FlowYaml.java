package io.eunomia.rego.ast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Writes JSON as YAML on one line: strings in double quotes, with YAML's escapes. */
final class FlowYaml {
  /** YAML does not look further for the colon that makes a key of what stands before it. */
  private static final int LONGEST_IMPLICIT_KEY = 1000;

  private FlowYaml() {}

  static void write(JsonNode value, StringBuilder out) {
    if (value.isObject()) {
      object(value, out);
    } else if (value.isArray()) {
      out.append('[');
      String separator = "";
      for (JsonNode element : value) {
        out.append(separator);
        write(element, out);
        separator = ", ";
      }
      out.append(']');
    } else if (value.isTextual()) {
      quote(value.textValue(), out);
    } else if (value.isBinary()) {
      out.append("!!binary ");
      quote(value.asText(), out);
    } else if (value.isFloatingPointNumber() && Double.isInfinite(value.doubleValue())) {
      out.append(value.doubleValue() > 0 ? "1e999" : "-1e999");
    } else {
      out.append(value.asText());
    }
  }

  private static void object(JsonNode object, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      StringBuilder key = new StringBuilder();
      quote(member.getKey(), key);
      out.append(separator).append(key.length() > LONGEST_IMPLICIT_KEY ? "? " : "");
      out.append(key).append(": ");
      write(member.getValue(), out);
      separator = ", ";
    }
    out.append('}');
  }

  static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (isPrintable(c)) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    out.append('"');
  }

  /** What YAML allows in a line, surrogates included; what it takes for a line break is not. */
  private static boolean isPrintable(char c) {
    boolean lineBreak = c == '\u0085' || c == '\u2028' || c == '\u2029';
    boolean control = c < ' ' || (c >= 0x7f && c < 0xa0) || c == '\uFEFF' || c > '\uFFFD';
    return !lineBreak && !control;
  }
}
