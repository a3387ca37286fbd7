package io.eunomia.cli.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Prints JSON as OPA does: indented by two, what is empty on one line, and with {@code <}, {@code
 * >} and {@code &} escaped.
 */
public final class JsonPrinter {
  private final StringBuilder out = new StringBuilder();

  private JsonPrinter() {}

  /** The text, without a line break at its end. */
  public static String print(JsonNode json) {
    JsonPrinter printer = new JsonPrinter();
    printer.value(json, "\n");
    return printer.out.toString();
  }

  private void value(JsonNode json, String newline) {
    if (json.isObject() && !json.isEmpty()) {
      String inner = newline + "  ";
      String separator = "{";
      for (Map.Entry<String, JsonNode> member : json.properties()) {
        out.append(separator).append(inner);
        string(member.getKey());
        out.append(": ");
        value(member.getValue(), inner);
        separator = ",";
      }
      out.append(newline).append('}');
    } else if (json.isArray() && !json.isEmpty()) {
      String inner = newline + "  ";
      String separator = "[";
      for (Iterator<JsonNode> elements = json.elements(); elements.hasNext(); ) {
        out.append(separator).append(inner);
        value(elements.next(), inner);
        separator = ",";
      }
      out.append(newline).append(']');
    } else if (json.isTextual()) {
      string(json.textValue());
    } else if (json.isBigDecimal()) {
      out.append(json.decimalValue().toString().replace('E', 'e'));
    } else {
      out.append(json);
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
