package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Enters compiled modules at their exported functions, without what is generated to enter any
 * function at all. That is one {@code switch} over all functions, and from about a thousand on
 * larger than the JVM compiles. It is also a class for each module: code that calls many classes
 * through one interface is compiled for those that it has seen, and thrown away when a new policy
 * brings the next one; this class is the same for all of them.
 */
final class EntryMachine implements Machine {
  private static final MethodType ENTRY =
      MethodType.methodType(long[].class, Instance.class, Memory.class, long[].class);

  private final Instance instance;
  private final Machine machine;
  private final @Nullable MethodHandle[] entries;

  private EntryMachine(Instance instance, Machine machine, @Nullable MethodHandle[] entries) {
    this.instance = instance;
    this.machine = machine;
    this.entries = entries;
  }

  /**
   * Machines of one compiled module.
   *
   * @param machines those that were generated
   * @param functions the indexes of the exported functions
   */
  static Function<Instance, Machine> over(
      Function<Instance, Machine> machines, Collection<Integer> functions) {
    // Looked up with the first machine, as only that knows its class.
    Map<Class<?>, @Nullable MethodHandle[]> found = new ConcurrentHashMap<>(1);
    return instance -> {
      Machine machine = machines.apply(instance);
      return new EntryMachine(
          instance,
          machine,
          found.computeIfAbsent(machine.getClass(), generated -> entries(generated, functions)));
    };
  }

  @Override
  public long[] call(int function, long[] arguments) {
    MethodHandle entry = function < entries.length ? entries[function] : null;
    if (entry == null) {
      return machine.call(function, arguments);
    }
    try {
      return (long[]) entry.invokeExact(instance, instance.memory(), arguments);
    } catch (StackOverflowError e) {
      throw new ChicoryException("call stack exhausted", e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("generated code declares no exception", e);
    }
  }

  /** Whether a function is entered directly. */
  boolean isDirect(int function) {
    return function < entries.length && entries[function] != null;
  }

  private static @Nullable MethodHandle[] entries(
      Class<?> generated, Collection<Integer> functions) {
    @Nullable MethodHandle[] entries =
        new MethodHandle[functions.stream().mapToInt(f -> f + 1).max().orElse(0)];
    for (int group = 0; !isComplete(entries, functions); group++) {
      MethodHandles.Lookup lookup = group(generated, group);
      if (lookup == null) {
        break;
      }
      for (int function : functions) {
        if (entries[function] == null) {
          entries[function] = entry(lookup, function);
        }
      }
    }
    return entries;
  }

  private static boolean isComplete(
      @Nullable MethodHandle[] entries, Collection<Integer> functions) {
    return functions.stream().allMatch(function -> entries[function] != null);
  }

  /** One of the classes that functions are spread over, or null if there are no more. */
  private static MethodHandles.@Nullable Lookup group(Class<?> generated, int number) {
    try {
      Class<?> group =
          Class.forName(
              generated.getName() + "FuncGroup_" + number, true, generated.getClassLoader());
      return MethodHandles.privateLookupIn(group, MethodHandles.lookup());
    } catch (ClassNotFoundException | IllegalAccessException e) {
      return null;
    }
  }

  private static @Nullable MethodHandle entry(MethodHandles.Lookup group, int function) {
    try {
      return group.findStatic(group.lookupClass(), "call_" + function, ENTRY);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      // In another class, or imported: then it is called as any function.
      return null;
    }
  }
}
