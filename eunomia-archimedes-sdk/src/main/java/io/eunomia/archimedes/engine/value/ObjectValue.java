package io.eunomia.archimedes.engine.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object; its keys may be any values.
 *
 * @param members by key, no key and none of them null; cannot be changed
 */
public record ObjectValue(Map<Value, Value> members) implements Value {
  /** Copies the members. */
  public ObjectValue {
    Map<Value, Value> copy = new LinkedHashMap<>(members);
    copy.forEach(
        (key, value) -> {
          Objects.requireNonNull(key, "key");
          Objects.requireNonNull(value, "value");
        });
    members = Collections.unmodifiableMap(copy);
  }

  /** An object with these members, whose keys are strings. */
  public static ObjectValue of(Map<String, ? extends Value> members) {
    Map<Value, Value> values = new LinkedHashMap<>();
    members.forEach((key, value) -> values.put(new StringValue(key), value));
    return new ObjectValue(values);
  }

  /** The member with a string key, or null. */
  public @Nullable Value get(String key) {
    return members.get(new StringValue(key));
  }

  @Override
  public String typeName() {
    return "object";
  }
}
