package io.eunomia.archimedes.engine.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Rego's order of all values: by type, then within the type. */
public final class ValueOrder implements Comparator<Value> {
  /** The order. */
  public static final ValueOrder INSTANCE = new ValueOrder();

  private ValueOrder() {}

  /** The elements of a set, in order. */
  public static List<Value> sorted(SetValue set) {
    return set.elements().stream().sorted(INSTANCE).toList();
  }

  /** The members of an object, by their keys in order. */
  public static List<Map.Entry<Value, Value>> sorted(ObjectValue object) {
    return object.members().entrySet().stream().sorted(Map.Entry.comparingByKey(INSTANCE)).toList();
  }

  @Override
  public int compare(Value a, Value b) {
    int types = Integer.compare(rank(a), rank(b));
    if (types != 0) {
      return types;
    }
    if (a instanceof BooleanValue left && b instanceof BooleanValue right) {
      return left.compareTo(right);
    }
    if (a instanceof NumberValue left && b instanceof NumberValue right) {
      return left.compareTo(right);
    }
    if (a instanceof StringValue left && b instanceof StringValue right) {
      return left.compareTo(right);
    }
    return lexicographic(parts(a), parts(b));
  }

  private int lexicographic(List<Value> a, List<Value> b) {
    Iterator<Value> other = b.iterator();
    for (Value value : a) {
      if (!other.hasNext()) {
        return 1;
      }
      int order = compare(value, other.next());
      if (order != 0) {
        return order;
      }
    }
    return other.hasNext() ? -1 : 0;
  }

  private static List<Value> parts(Value value) {
    if (value instanceof ArrayValue array) {
      return array.elements();
    }
    if (value instanceof SetValue set) {
      return sorted(set);
    }
    List<Value> parts = new ArrayList<>();
    if (value instanceof ObjectValue object) {
      for (Map.Entry<Value, Value> member : sorted(object)) {
        parts.add(member.getKey());
        parts.add(member.getValue());
      }
    }
    return parts;
  }

  /** By code points, which is the order of the UTF-8 bytes; Java's own is that of code units. */
  static int compareText(String a, String b) {
    int n = Math.min(a.length(), b.length());
    for (int i = 0; i < n; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean surrogates = Character.isSurrogate(left) != Character.isSurrogate(right);
        return surrogates ? (Character.isSurrogate(left) ? 1 : -1) : Character.compare(left, right);
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  private static int rank(Value value) {
    if (value instanceof NullValue) {
      return 0;
    }
    if (value instanceof BooleanValue) {
      return 1;
    }
    if (value instanceof NumberValue) {
      return 2;
    }
    if (value instanceof StringValue) {
      return 3;
    }
    if (value instanceof ArrayValue) {
      return 4;
    }
    return value instanceof ObjectValue ? 5 : 6;
  }
}
