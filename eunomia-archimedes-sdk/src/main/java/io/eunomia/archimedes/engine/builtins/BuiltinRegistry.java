package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
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

  /**
   * The same with {@code http.send} and {@code net.lookup_ip_addr}, or without them if access is
   * {@linkplain NetworkAccess#off() off}. They keep connections and responses, which whoever uses
   * this very registry shares.
   */
  public BuiltinRegistry withNetwork(NetworkAccess access) {
    Map<String, Builtin> more = new HashMap<>(builtins);
    more.keySet().removeIf(NetworkBuiltins::isOne);
    if (access.isOn()) {
      more.putAll(NetworkBuiltins.with(access));
    }
    return new BuiltinRegistry(more);
  }

  /** Whether one of some builtins reaches the network. */
  public static boolean reachNetwork(Set<String> names) {
    return names.stream().anyMatch(NetworkBuiltins::isOne);
  }

  /** Why a module cannot be run that calls builtins which are not here. */
  public String describeMissing(Set<String> missing) {
    return "the policy calls builtins that this runtime does not have: "
        + String.join(", ", missing)
        + (reachNetwork(missing)
            ? "; those that reach the network are there only if NetworkAccess is given"
            : "");
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
