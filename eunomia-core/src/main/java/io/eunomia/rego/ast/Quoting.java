package io.eunomia.rego.ast;

/** Writes text between quotes, with the escapes that it needs. */
final class Quoting {
  private Quoting() {}

  /** A string in double quotes. */
  static void quote(String value, StringBuilder out) {
    out.append('"');
    escaped(value, out);
    out.append('"');
  }

  /** The text of a template string, without its quotes. */
  static void template(String value, boolean raw, StringBuilder out) {
    StringBuilder text = new StringBuilder();
    if (raw) {
      text.append(value);
    } else {
      escaped(value, text);
    }
    out.append(text.toString().replace("{", "\\{"));
  }

  private static void escaped(String value, StringBuilder out) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u").append(String.format("%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
