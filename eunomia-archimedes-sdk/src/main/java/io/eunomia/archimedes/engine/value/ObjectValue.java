package io.eunomia.archimedes.engine.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object; its keys may be any values.
 *
 * @param members by key
 */
public record ObjectValue(Map<Value, Value> members) implements Value {
  /** Copies the members. */
  public ObjectValue {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
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
