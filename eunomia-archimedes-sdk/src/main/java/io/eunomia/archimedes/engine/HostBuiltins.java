package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.Builtin;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.builtins.BuiltinException;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The builtins that one module calls, by the numbers that it gave them. Immutable. */
final class HostBuiltins {
  private final List<Entry> entries;

  private HostBuiltins(List<Entry> entries) {
    this.entries = entries;
  }

  /** Of a module that may call none yet. */
  static HostBuiltins none() {
    return new HostBuiltins(List.of());
  }

  /**
   * Resolves what a module names: the registry's builtins, and those that modules of ours have
   * inside.
   *
   * @throws InvalidModuleException if it calls what there is not: better known when it is loaded
   *     than when it is asked
   */
  static HostBuiltins resolve(
      Map<String, Integer> numbers, Environment environment, Execution execution) {
    BuiltinRegistry registry = environment.builtins();
    TreeSet<String> missing = new TreeSet<>(numbers.keySet());
    missing.removeIf(name -> registry.find(name) != null);
    Map<String, Builtin> natives = NativeBuiltins.of(missing, environment, execution);
    missing.removeAll(natives.keySet());
    if (!missing.isEmpty()) {
      throw new InvalidModuleException(registry.describeMissing(missing));
    }
    int size = numbers.values().stream().mapToInt(n -> n + 1).max().orElse(0);
    Entry[] entries = new Entry[size];
    Arrays.fill(entries, Entry.NONE);
    numbers.forEach(
        (name, number) -> {
          Builtin builtin = registry.find(name);
          boolean standard = builtin == null || registry.isStandard(name);
          if (builtin == null) {
            builtin = natives.get(name);
          }
          if (builtin != null) {
            entries[number] = new Entry(name, builtin, standard);
          }
        });
    return new HostBuiltins(List.of(entries));
  }

  /** Whether it calls none. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * The same for what is computed ahead, which calls no builtin that a service put here itself: its
   * value may be another one later, and it may fail now.
   */
  HostBuiltins standardOnly() {
    return new HostBuiltins(
        entries.stream().map(entry -> entry.standard() ? entry : Entry.NOT_YET).toList());
  }

  /**
   * Calls a builtin; null is undefined.
   *
   * @param strict where the builtin is called, if its error ends the evaluation; null if not
   */
  @Nullable Value call(
      int number, BuiltinContext context, @Nullable Supplier<String> strict, Value... arguments) {
    if (number < 0 || number >= entries.size()) {
      throw new PolicyAbort("the module calls a builtin of the unknown number " + number);
    }
    Entry entry = entries.get(number);
    try {
      return entry.builtin.call(context, arguments);
    } catch (BuiltinException e) {
      if (strict != null) {
        throw new PolicyAbort(strict.get() + e.code() + ": " + entry.name + ": " + e.getMessage());
      }
      return null;
    }
  }

  /** A builtin, and whether it is as OPA has it. */
  private record Entry(String name, Builtin builtin, boolean standard) {
    static final Entry NONE = failing("the module calls a builtin that it does not name");
    static final Entry NOT_YET = failing("the service's own builtins are for evaluations");

    private static Entry failing(String message) {
      Builtin builtin =
          (context, arguments) -> {
            throw new PolicyAbort(message);
          };
      return new Entry("", builtin, true);
    }
  }
}
