package io.eunomia.archimedes.engine.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object; its keys may be any values. Immutable. */
public final class ObjectValue implements Value {
  private final Map<Value, Value> members;

  /** The hash, once it was asked for; 0 before. */
  private int hash;

  /** The object of some members, no key and none of them null, which are copied. */
  public ObjectValue(Map<? extends Value, ? extends Value> members) {
    this(new Unmodifiable(Collections.unmodifiableMap(copy(members))));
  }

  private ObjectValue(Unmodifiable members) {
    this.members = members.map;
  }

  /** The object of some members, whose keys are strings. */
  public static ObjectValue of(Map<String, ? extends Value> members) {
    Map<Value, Value> values = new LinkedHashMap<>();
    members.forEach((key, value) -> values.put(new StringValue(key), value));
    return new ObjectValue(values);
  }

  /** The object of some members, without a copy: nobody may change them any more. */
  public static ObjectValue takeOver(Map<Value, Value> members) {
    return new ObjectValue(new Unmodifiable(Collections.unmodifiableMap(members)));
  }

  /** The members by key; cannot be changed. */
  public Map<Value, Value> members() {
    return members;
  }

  /** The member with a string key, or null. */
  public @Nullable Value get(String key) {
    return members.get(new StringValue(key));
  }

  @Override
  public String typeName() {
    return "object";
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ObjectValue object
            && hashCode() == object.hashCode()
            && members.equals(object.members));
  }

  @Override
  public int hashCode() {
    int value = hash;
    if (value == 0) {
      value = members.hashCode();
      hash = value;
    }
    return value;
  }

  @Override
  public String toString() {
    return TermText.write(this);
  }

  private static Map<Value, Value> copy(Map<? extends Value, ? extends Value> members) {
    Map<Value, Value> copy = new LinkedHashMap<>(members);
    copy.forEach(
        (key, value) -> {
          Objects.requireNonNull(key, "key");
          Objects.requireNonNull(value, "value");
        });
    return copy;
  }

  /** A map that is known to stay as it is. */
  private record Unmodifiable(Map<Value, Value> map) {}
}
