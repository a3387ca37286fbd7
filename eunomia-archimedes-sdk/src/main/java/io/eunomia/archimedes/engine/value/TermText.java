package io.eunomia.archimedes.engine.value;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Values as the text that OPA's {@code opa_value_dump} writes and {@code opa_value_parse} reads:
 * JSON, and besides it sets, {@code {1, 2}} and {@code set()}, and keys that are no strings.
 */
public final class TermText {
  private TermText() {}

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException if the text is not one; says where
   */
  public static Value read(String text) {
    return new TermParser(text).parse();
  }

  /** Writes a value. Members and elements come in no particular order. */
  public static String write(Value value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Value value) {
    if (value instanceof StringValue string) {
      out.append('"');
      JsonStringEncoder.getInstance().quoteAsString(string.text(), out);
      out.append('"');
    } else if (value instanceof NumberValue number) {
      out.append(number.spelling());
    } else if (value instanceof BooleanValue bool) {
      out.append(bool == BooleanValue.TRUE);
    } else if (value instanceof NullValue) {
      out.append("null");
    } else if (value instanceof ArrayValue array) {
      out.append('[');
      separated(out, array.elements(), element -> write(out, element));
      out.append(']');
    } else if (value instanceof ObjectValue object) {
      out.append('{');
      separated(out, object.members().entrySet(), member -> member(out, member));
      out.append('}');
    } else if (value instanceof SetValue set) {
      if (set.elements().isEmpty()) {
        out.append("set()");
      } else {
        out.append('{');
        separated(out, set.elements(), element -> write(out, element));
        out.append('}');
      }
    }
  }

  private static void member(StringBuilder out, Map.Entry<Value, Value> member) {
    write(out, member.getKey());
    out.append(':');
    write(out, member.getValue());
  }

  private static <T> void separated(StringBuilder out, Iterable<T> items, Consumer<T> write) {
    for (Iterator<T> i = items.iterator(); i.hasNext(); ) {
      write.accept(i.next());
      if (i.hasNext()) {
        out.append(',');
      }
    }
  }
}
