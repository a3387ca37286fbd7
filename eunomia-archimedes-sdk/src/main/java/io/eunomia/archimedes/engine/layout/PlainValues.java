package io.eunomia.archimedes.engine.layout;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the few kinds of Java values that a policy input is made of. */
final class PlainValues {
  private PlainValues() {}

  static int write(LayoutWriter writer, @Nullable Object value) {
    if (value instanceof String text) {
      return writer.string(text);
    }
    if (value instanceof Long number) {
      return writer.integer(number);
    }
    if (value instanceof Boolean bool) {
      return writer.bool(bool);
    }
    if (value instanceof List<?> list) {
      int mark = writer.mark();
      for (int i = 0; i < list.size(); i++) {
        writer.push(write(writer, list.get(i)));
      }
      return writer.array(mark);
    }
    if (value instanceof Map<?, ?> map) {
      int mark = writer.mark();
      for (Map.Entry<?, ?> member : map.entrySet()) {
        writer.pushKey((String) member.getKey());
        writer.push(write(writer, member.getValue()));
      }
      return writer.object(mark);
    }
    if (value instanceof BigDecimal decimal) {
      return writer.number(decimal.toString());
    }
    return value == null ? writer.nullValue() : writer.number(value.toString());
  }
}
