package io.eunomia.archimedes.engine.builtins.http;

import io.eunomia.archimedes.engine.builtins.net.NetworkException;
import io.eunomia.archimedes.engine.value.BooleanValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request, taken for what they should be.
 *
 * @param request as the policy gives it
 */
record RequestFields(ObjectValue request) {
  @Nullable Value value(String name) {
    return request.get(name);
  }

  /** A text, or an empty one if there is none. */
  String text(String name) throws NetworkException {
    Value value = request.get(name);
    if (value == null) {
      return "";
    }
    if (value instanceof StringValue text) {
      return text.text();
    }
    throw invalid(name, "a string", value);
  }

  boolean flag(String name) throws NetworkException {
    Value value = request.get(name);
    if (value != null && !(value instanceof BooleanValue)) {
      throw invalid(name, "a boolean", value);
    }
    return value == BooleanValue.TRUE;
  }

  /** A number, or null if there is none. */
  @Nullable NumberValue number(String name) throws NetworkException {
    Value value = request.get(name);
    if (value == null || value instanceof NumberValue) {
      return (NumberValue) value;
    }
    throw invalid(name, "a number", value);
  }

  /** An object, or null if there is none. */
  @Nullable ObjectValue object(String name) throws NetworkException {
    Value value = request.get(name);
    if (value == null || value instanceof NullValue || value instanceof ObjectValue) {
      return value instanceof ObjectValue object ? object : null;
    }
    throw invalid(name, "an object", value);
  }

  static NetworkException invalid(String name, String expected, Value value) {
    return NetworkException.invalid(
        "'" + name + "' must be " + expected + " but got " + value.typeName());
  }
}
