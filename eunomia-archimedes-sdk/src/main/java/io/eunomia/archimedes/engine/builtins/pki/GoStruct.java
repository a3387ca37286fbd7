package io.eunomia.archimedes.engine.builtins.pki;

import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.NullValue;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.math.BigInteger;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects an object as {@code encoding/json} makes one of a struct: empty slices are null. */
final class GoStruct {
  private final Map<Value, Value> members = new LinkedHashMap<>();

  GoStruct put(String name, Value value) {
    members.put(Value.of(name), value);
    return this;
  }

  GoStruct put(String name, String value) {
    return put(name, Value.of(value));
  }

  GoStruct put(String name, long value) {
    return put(name, Value.of(value));
  }

  GoStruct put(String name, boolean value) {
    return put(name, Value.of(value));
  }

  GoStruct put(String name, BigInteger value) {
    return put(name, NumberValue.of(value));
  }

  GoStruct put(String name, byte @Nullable [] value) {
    return put(name, bytes(value));
  }

  GoStruct putNull(String name) {
    return put(name, NullValue.INSTANCE);
  }

  GoStruct putNulls(String... names) {
    for (String name : names) {
      putNull(name);
    }
    return this;
  }

  GoStruct put(String name, List<Value> elements) {
    return put(name, elements.isEmpty() ? NullValue.INSTANCE : new ArrayValue(elements));
  }

  GoStruct putTexts(String name, List<String> texts) {
    return put(name, texts.stream().map(Value::of).toList());
  }

  GoStruct putIds(String name, List<ObjectId> ids) {
    return put(name, ids.stream().map(ObjectId::json).toList());
  }

  ObjectValue build() {
    return new ObjectValue(members);
  }

  static Value bytes(byte @Nullable [] value) {
    return value == null ? NullValue.INSTANCE : Value.of(Base64.getEncoder().encodeToString(value));
  }
}
