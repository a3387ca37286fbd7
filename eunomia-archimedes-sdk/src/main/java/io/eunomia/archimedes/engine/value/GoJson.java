package io.eunomia.archimedes.engine.value;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values as the bytes of JSON that OPA makes of them, which are what it signs: no space, members
 * sorted, sets as arrays, keys as strings, and what could end a script of HTML escaped.
 */
public final class GoJson {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();

  private GoJson() {}

  /** Writes a value. */
  public static String write(Value value) {
    GoJson json = new GoJson();
    json.value(value);
    return json.out.toString();
  }

  private void value(Value value) {
    if (value instanceof StringValue string) {
      string(string.text());
    } else if (value instanceof NumberValue number) {
      out.append(number.spelling());
    } else if (value instanceof BooleanValue bool) {
      out.append(bool == BooleanValue.TRUE);
    } else if (value instanceof ArrayValue array) {
      array(array.elements());
    } else if (value instanceof SetValue set) {
      array(ValueOrder.sorted(set));
    } else if (value instanceof ObjectValue object) {
      object(object);
    } else {
      out.append("null");
    }
  }

  private void array(Iterable<Value> elements) {
    out.append('[');
    for (Iterator<Value> i = elements.iterator(); i.hasNext(); ) {
      value(i.next());
      if (i.hasNext()) {
        out.append(',');
      }
    }
    out.append(']');
  }

  private void object(ObjectValue object) {
    Map<Value, Value> sorted = new TreeMap<>(ValueOrder.INSTANCE);
    object
        .members()
        .forEach(
            (key, value) ->
                sorted.put(key instanceof StringValue ? key : Value.of(write(key)), value));
    out.append('{');
    String separator = "";
    for (Map.Entry<Value, Value> member : sorted.entrySet()) {
      out.append(separator);
      value(member.getKey());
      out.append(':');
      value(member.getValue());
      separator = ",";
    }
    out.append('}');
  }

  private void string(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
      default -> {
        if (c < ' ') {
          escape(c);
        } else {
          boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
          out.appendCodePoint(half ? '\ufffd' : c);
        }
      }
    }
  }

  private void escape(int c) {
    out.append("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      out.append(HEX.charAt(c >> shift & 0xf));
    }
  }
}
