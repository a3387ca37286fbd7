package io.eunomia.archimedes.engine.builtins;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The builtins that modules may call, by their Rego names. Immutable and thread-safe. */
public final class BuiltinRegistry {
  private static final BuiltinRegistry STANDARD = Families.registry();

  private final Map<String, Builtin> builtins;

  private BuiltinRegistry(Map<String, Builtin> builtins) {
    this.builtins = Map.copyOf(builtins);
  }

  /** All that come with the SDK. */
  public static BuiltinRegistry standard() {
    return STANDARD;
  }

  /** None, to be filled by {@link #with}. */
  public static BuiltinRegistry empty() {
    return new BuiltinRegistry(Map.of());
  }

  /** The same with one more, or another one by its name. */
  public BuiltinRegistry with(String name, Builtin builtin) {
    Map<String, Builtin> more = new HashMap<>(builtins);
    more.put(name, Objects.requireNonNull(builtin, "builtin"));
    return new BuiltinRegistry(more);
  }

  /** The builtin of this name, or null. */
  public @Nullable Builtin find(String name) {
    return builtins.get(name);
  }

  /** The names, sorted. */
  public Set<String> names() {
    return new TreeSet<>(builtins.keySet());
  }

  static Builder builder() {
    return new Builder();
  }

  /** Collects the families. */
  static final class Builder {
    private final Map<String, Builtin> builtins = new HashMap<>();

    Builder add(String name, Builtin builtin) {
      if (builtins.put(name, builtin) != null) {
        throw new IllegalStateException("two builtins are named " + name);
      }
      return this;
    }

    BuiltinRegistry build() {
      return new BuiltinRegistry(builtins);
    }
  }
}
