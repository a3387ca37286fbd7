package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Data.Nothing;
import java.util.Arrays;
import java.util.List;

/** How templates compare: values of one kind only, and in order only what has one. */
final class Comparison {
  private enum Kind {
    BOOLEAN,
    INTEGER,
    FLOAT,
    TEXT,
    OTHER
  }

  private Comparison() {}

  static boolean equalsAny(List<Object> values) throws TemplateException {
    if (values.size() < 2) {
      throw new TemplateException("missing argument for comparison");
    }
    for (Object other : values.subList(1, values.size())) {
      if (equals(values.get(0), other)) {
        return true;
      }
    }
    return false;
  }

  static boolean equals(Object left, Object right) throws TemplateException {
    Kind kind = kind(left);
    boolean something = !(left instanceof Nothing) && !(right instanceof Nothing);
    if (kind != kind(right)) {
      if (something) {
        throw new TemplateException("incompatible types for comparison");
      }
      return false;
    }
    if (kind != Kind.OTHER) {
      return kind == Kind.TEXT ? Data.text(left).equals(Data.text(right)) : left.equals(right);
    }
    if (something) {
      throw new TemplateException(
          "non-comparable types " + Data.type(left) + ", " + Data.type(right));
    }
    return left instanceof Nothing && right instanceof Nothing;
  }

  static boolean less(Object left, Object right) throws TemplateException {
    return order(left, right) < 0;
  }

  static boolean lessOrEqual(Object left, Object right) throws TemplateException {
    return order(left, right) <= 0;
  }

  private static int order(Object left, Object right) throws TemplateException {
    Kind kind = kind(left);
    if (kind == Kind.OTHER || kind(right) == Kind.OTHER) {
      throw new TemplateException("invalid type for comparison");
    }
    if (kind != kind(right)) {
      throw new TemplateException("incompatible types for comparison");
    }
    return switch (kind) {
      case INTEGER -> Long.compare((Long) left, (Long) right);
      case FLOAT -> Double.compare((Double) left, (Double) right);
      case TEXT ->
          Arrays.compareUnsigned(GoText.bytes(Data.text(left)), GoText.bytes(Data.text(right)));
      default -> throw new TemplateException("invalid type for comparison");
    };
  }

  private static Kind kind(Object value) {
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    if (value instanceof Long) {
      return Kind.INTEGER;
    }
    if (value instanceof Double) {
      return Kind.FLOAT;
    }
    return Data.isText(value) ? Kind.TEXT : Kind.OTHER;
  }
}
