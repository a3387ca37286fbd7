package io.eunomia.archimedes.engine.layout;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.SetValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what host builtins return. */
public final class ValueLayout {
  private ValueLayout() {}

  /** Writes of an input what lies on the paths; slots for what it does not have become 0. */
  public static void write(LayoutWriter writer, Value input, InputPaths paths, int[] slots) {
    for (int i = 0; i < slots.length; i++) {
      @Nullable Value value = input;
      for (String step : paths.paths().get(i)) {
        value = value instanceof ObjectValue object ? object.get(step) : null;
      }
      slots[i] = value == null ? 0 : write(writer, value);
    }
  }

  /** Writes a value, and returns its reference. */
  public static int write(LayoutWriter writer, Value value) {
    if (value instanceof StringValue string) {
      return writer.string(string.text());
    }
    if (value instanceof NumberValue number) {
      return number(writer, number);
    }
    if (value instanceof BooleanValue bool) {
      return writer.bool(bool == BooleanValue.TRUE);
    }
    if (value instanceof NullValue) {
      return writer.nullValue();
    }
    if (value instanceof ArrayValue array) {
      int mark = writer.mark();
      array.elements().forEach(element -> writer.push(write(writer, element)));
      return writer.array(mark);
    }
    if (value instanceof ObjectValue object) {
      return object(writer, object.members());
    }
    return set(writer, (SetValue) value);
  }

  private static int number(LayoutWriter writer, NumberValue number) {
    if (number.isPlainLong()) {
      return writer.integer(number.longValue());
    }
    return number.isComputed()
        ? writer.computed(number.decimal())
        : writer.number(number.spelling());
  }

  private static int object(LayoutWriter writer, Map<Value, Value> members) {
    int[] refs = new int[members.size() * 3];
    int i = 0;
    for (Map.Entry<Value, Value> member : members.entrySet()) {
      refs[i++] = write(writer, member.getKey());
      refs[i++] = write(writer, member.getValue());
      refs[i++] = hash(member.getKey());
    }
    return table(writer, Layout.OBJECT, refs);
  }

  private static int set(LayoutWriter writer, SetValue set) {
    int[] refs = new int[set.elements().size() * 3];
    int i = 0;
    for (Value element : set.elements()) {
      int ref = write(writer, element);
      refs[i++] = ref;
      refs[i++] = ref;
      refs[i++] = hash(element);
    }
    return table(writer, Layout.SET, refs);
  }

  private static int table(LayoutWriter writer, int type, int[] refs) {
    TableLayout table = writer.startTable(type, refs.length / 3);
    for (int i = 0; i < refs.length; i += 3) {
      table.add(refs[i], refs[i + 1], refs[i + 2]);
    }
    return table.finish();
  }

  /** The hash that the value runtime would compute. */
  static int hash(Value value) {
    if (value instanceof StringValue string) {
      return Layout.noZero(string.text().hashCode());
    }
    if (value instanceof NumberValue number) {
      return number.fitsLong()
          ? Layout.hashOf(number.longValue())
          : Layout.noZero(DecimalText.parse(number.spelling()).scientific().hashCode());
    }
    if (value instanceof BooleanValue bool) {
      return bool == BooleanValue.TRUE ? 0x2002 : 0x2001;
    }
    if (value instanceof NullValue) {
      return 0x1001;
    }
    int hash = 0;
    if (value instanceof ArrayValue array) {
      hash = 7;
      for (Value element : array.elements()) {
        hash = 31 * hash + hash(element);
      }
    } else if (value instanceof ObjectValue object) {
      for (Map.Entry<Value, Value> member : object.members().entrySet()) {
        hash += Layout.hashOfMember(hash(member.getKey()), hash(member.getValue()));
      }
    } else if (value instanceof SetValue set) {
      for (Value element : set.elements()) {
        hash += Layout.hashOfElement(hash(element));
      }
    }
    return Layout.noZero(hash);
  }
}
