package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.builtins.Capabilities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The builtins that modules may call, by their Rego names: the standard ones, and those that a
 * program adds.
 *
 * <pre>{@code
 * BuiltinRegistry builtins =
 *     BuiltinRegistry.standard()
 *         .with(
 *             "acme.tenant_of(user: string) -> tenant: string",
 *             (context, arguments) -> Value.of(tenants.of(((StringValue) arguments[0]).text())));
 * }</pre>
 *
 * <p>A builtin that was added gets as many arguments as it declares, of the types that it declares;
 * a call with others is an error of that call. It may return {@code null} for undefined. It ends
 * the evaluation, and nothing else, if it throws something else than a {@link BuiltinException}, or
 * returns what it does not declare. If it is declared as {@code nondeterministic} it is called once
 * an evaluation for the same arguments.
 *
 * <p>Immutable and thread-safe.
 */
public final class BuiltinRegistry {
  /** As many arguments as OPA's interface of modules can pass to the host. */
  private static final int MAX_ARITY = 4;

  private static final BuiltinRegistry STANDARD = Families.registry();

  private final Map<String, Entry> entries;

  private BuiltinRegistry(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  /** All that come with the SDK. */
  public static BuiltinRegistry standard() {
    return STANDARD;
  }

  /** None, to be filled by {@link #with}. */
  public static BuiltinRegistry empty() {
    return new BuiltinRegistry(Map.of());
  }

  /**
   * The same with one more.
   *
   * @param declaration its name, parameters, result and attributes, as {@link
   *     io.eunomia.rego.builtins.Builtin#parse} reads them: {@code acme.tenant_of(user: string) ->
   *     tenant: string ; nondeterministic}
   * @param builtin what it does
   * @throws IllegalArgumentException if the declaration cannot be read, takes more than four
   *     arguments, or names what is there or is OPA's: see {@link #replacing}
   */
  public BuiltinRegistry with(String declaration, Builtin builtin) {
    return with(io.eunomia.rego.builtins.Builtin.parse(declaration), builtin);
  }

  /**
   * The same with one more, declared as in a capabilities file.
   *
   * @param declaration such as {@link Capabilities#find} has it
   * @param builtin what it does
   * @throws IllegalArgumentException if the declaration takes more than four arguments, or names
   *     what is there or is OPA's: see {@link #replacing}
   */
  public BuiltinRegistry with(io.eunomia.rego.builtins.Builtin declaration, Builtin builtin) {
    String name = declaration.name();
    if (entries.containsKey(name) || Builtins.find(name) != null) {
      throw new IllegalArgumentException(
          name + " is there already, or OPA's: say replacing if it is to be another one");
    }
    if (declaration.type().parameters().size() > MAX_ARITY || declaration.type().variadic()) {
      throw new IllegalArgumentException(
          name + ": a module passes its host four arguments at most, and none that are repeated");
    }
    if (declaration.isNative() || declaration.rewritten() || declaration.infix() != null) {
      throw new IllegalArgumentException(
          name + ": only OPA's builtins are native, the compiler's, or infix");
    }
    return put(new Entry(declaration, OwnBuiltin.of(declaration, builtin), true));
  }

  /** The same with those of a provider. */
  public BuiltinRegistry with(BuiltinProvider provider) {
    return Objects.requireNonNull(provider.addTo(this), "provider.addTo");
  }

  /**
   * The same, with something else behind a name that is there, or that OPA declares. The
   * declaration stays what it was.
   *
   * @throws IllegalArgumentException if there is none of that name, or one that modules have
   *     themselves and ask no host for, such as {@code count}
   */
  public BuiltinRegistry replacing(String name, Builtin builtin) {
    Entry entry = entries.get(name);
    io.eunomia.rego.builtins.Builtin declaration =
        entry == null ? Builtins.find(name) : entry.declaration;
    if (declaration == null) {
      throw new IllegalArgumentException("there is no builtin " + name + " to replace");
    }
    if (declaration.isNative() || declaration.rewritten()) {
      throw new IllegalArgumentException(
          name + " cannot be replaced: modules do not ask their host for it");
    }
    boolean own = entry != null && entry.own;
    return put(new Entry(declaration, OwnBuiltin.of(declaration, builtin), own, true));
  }

  private BuiltinRegistry put(Entry entry) {
    Map<String, Entry> more = new HashMap<>(entries);
    more.put(entry.declaration.name(), entry);
    return new BuiltinRegistry(more);
  }

  /**
   * The same with {@code http.send} and {@code net.lookup_ip_addr}, or without them if access is
   * {@linkplain NetworkAccess#off() off}. They keep connections and responses, which whoever uses
   * this very registry shares.
   */
  public BuiltinRegistry withNetwork(NetworkAccess access) {
    Map<String, Entry> more = new HashMap<>(entries);
    more.keySet().removeIf(NetworkBuiltins::isOne);
    if (access.isOn()) {
      NetworkBuiltins.with(access)
          .forEach((name, builtin) -> more.put(name, new Entry(declared(name), builtin, false)));
    }
    return new BuiltinRegistry(more);
  }

  private static io.eunomia.rego.builtins.Builtin declared(String name) {
    return Objects.requireNonNull(Builtins.find(name), name);
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
    Entry entry = entries.get(name);
    return entry == null ? null : entry.builtin;
  }

  /** Whether it is one of OPA's, and what this library has for it. */
  public boolean isStandard(String name) {
    Entry entry = entries.get(name);
    return entry != null && !entry.own && !entry.replaced;
  }

  /** The names, sorted. */
  public Set<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  /**
   * The declarations of those that were added, sorted by name: what a compiler has to be told, with
   * {@link Capabilities#with}.
   */
  public Collection<io.eunomia.rego.builtins.Builtin> declarations() {
    Map<String, io.eunomia.rego.builtins.Builtin> own = new TreeMap<>();
    entries.forEach(
        (name, entry) -> {
          if (entry.own) {
            own.put(name, entry.declaration);
          }
        });
    return List.copyOf(own.values());
  }

  /**
   * What a module was compiled to call, and cannot call here as it does: a sentence for each. Names
   * that are not here are not its business.
   *
   * @param declarations the module's, as a capabilities file
   * @throws IllegalArgumentException if they are none
   */
  public List<String> mismatches(String declarations) {
    List<String> found = new ArrayList<>();
    for (io.eunomia.rego.builtins.Builtin theirs : Capabilities.parse(declarations).builtins()) {
      Entry entry = entries.get(theirs.name());
      if (entry != null && entry.own && !fits(theirs, entry.declaration)) {
        found.add(
            "the policy was compiled to call "
                + theirs.declaration()
                + ", but this runtime has "
                + entry.declaration.declaration());
      }
    }
    return found;
  }

  /** The same number of arguments, types that have values in common, and the same constancy. */
  private static boolean fits(
      io.eunomia.rego.builtins.Builtin theirs, io.eunomia.rego.builtins.Builtin ours) {
    boolean fits =
        theirs.type().parameters().size() == ours.type().parameters().size()
            && theirs.type().variadic() == ours.type().variadic()
            && theirs.relation() == ours.relation()
            && theirs.nondeterministic() == ours.nondeterministic()
            && theirs.type().resultType().isCompatibleWith(ours.type().resultType());
    for (int i = 0; fits && i < ours.type().parameters().size(); i++) {
      fits = theirs.type().argument(i).isCompatibleWith(ours.type().argument(i));
    }
    return fits;
  }

  static Builder builder() {
    return new Builder();
  }

  /**
   * A builtin and its declaration.
   *
   * @param own whether it was added to those of OPA
   */
  /**
   * A builtin.
   *
   * @param own whether it is none of OPA's
   * @param replaced whether something else was put behind its name
   */
  private record Entry(
      io.eunomia.rego.builtins.Builtin declaration,
      Builtin builtin,
      boolean own,
      boolean replaced) {
    Entry(io.eunomia.rego.builtins.Builtin declaration, Builtin builtin, boolean own) {
      this(declaration, builtin, own, false);
    }

    Entry {
      Objects.requireNonNull(builtin, "builtin");
    }
  }

  /** Collects the families, and holds them to the declarations of OPA's builtins. */
  static final class Builder {
    private final Map<String, Entry> entries = new HashMap<>();

    /** One that modules call on their host. */
    Builder add(String name, Builtin builtin) {
      io.eunomia.rego.builtins.Builtin declaration = Builtins.find(name);
      if (declaration == null || declaration.rewritten()) {
        throw new IllegalStateException("no module calls a builtin " + name);
      }
      if (declaration.isNative()) {
        throw new IllegalStateException(name + " is declared as one that modules have themselves");
      }
      if (entries.put(name, new Entry(declaration, builtin, false)) != null) {
        throw new IllegalStateException("two builtins are named " + name);
      }
      return this;
    }

    BuiltinRegistry build() {
      return new BuiltinRegistry(entries);
    }
  }
}
