package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.UnknownCustomSection;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A WebAssembly module, checked, and compiled once for all its instances. Thread-safe. */
final class CompiledWasm {
  private final WasmModule module;
  private final Map<String, Integer> functions;
  private final Map<String, Integer> globals;
  private final MemoryLimits memory;
  private final Execution execution;
  private final Function<Instance, Machine> machines;

  private CompiledWasm(
      WasmModule module, Limits limits, Execution execution, Function<Instance, Machine> machines) {
    this.module = module;
    this.execution = execution;
    this.machines = machines;
    functions = exports(module, ExternalType.FUNCTION);
    globals = exports(module, ExternalType.GLOBAL);
    memory = memoryOf(module, limits);
  }

  /**
   * Reads, checks and compiles a module. Costs up to a second for a large one.
   *
   * @param digest of the module
   * @param cache where its bytecode may be already
   * @throws InvalidModuleException if it is not valid
   */
  static CompiledWasm compile(
      byte[] wasm, String digest, Limits limits, Execution execution, CodeCache cache) {
    try {
      if (execution == Execution.INTERPRETED) {
        return new CompiledWasm(Parser.parse(wasm), limits, execution, InterpreterMachine::new);
      }
      GeneratedCode code = GeneratedCode.of(wasm, digest, cache);
      return new CompiledWasm(
          code.module(),
          limits,
          execution,
          code.whole()
              ? EntryMachine.over(
                  code.machines(), exports(code.module(), ExternalType.FUNCTION).values())
              : code.machines());
    } catch (ChicoryException e) {
      throw new InvalidModuleException("the module is not valid WebAssembly: " + e.getMessage(), e);
    }
  }

  /** The same for a module whose bytecode is kept nowhere. */
  static CompiledWasm compile(byte[] wasm, Limits limits, Execution execution) {
    return compile(wasm, "", limits, execution, CodeCache.NONE);
  }

  boolean exportsFunction(String name) {
    return functions.containsKey(name);
  }

  boolean exportsGlobal(String name) {
    return globals.containsKey(name);
  }

  /** The function's index, for {@link Machine#call}. */
  int function(String name) {
    Integer index = functions.get(name);
    if (index == null) {
      throw new InvalidModuleException("the module does not export the function " + name);
    }
    return index;
  }

  /** The value of a global. */
  int global(Instance instance, String name) {
    Integer index = globals.get(name);
    if (index == null) {
      throw new InvalidModuleException("the module does not export the global " + name);
    }
    return (int) instance.global(index).getValue();
  }

  /** The content of a custom section, or null. */
  byte @Nullable [] section(String name) {
    return module.customSection(name) instanceof UnknownCustomSection section
        ? section.bytes()
        : null;
  }

  /**
   * A new memory of the size that the module asks for, which may grow up to the limit.
   *
   * @param maxPages another limit, if that is lower
   */
  ByteArrayMemory newMemory(int maxPages) {
    int initial = memory.initialPages();
    int maximum = Math.max(initial, Math.min(memory.maximumPages(), maxPages));
    return new ByteArrayMemory(new MemoryLimits(initial, maximum));
  }

  /** How it is run. */
  Execution execution() {
    return execution;
  }

  int initialPages() {
    return memory.initialPages();
  }

  /**
   * A new instance.
   *
   * @throws InvalidModuleException if it imports what is not offered
   */
  Instance instantiate(ImportValues imports) {
    try {
      return Instance.builder(module)
          .withImportValues(imports)
          .withMachineFactory(machines)
          .build();
    } catch (ChicoryException e) {
      throw new InvalidModuleException("the module cannot be started: " + e.getMessage(), e);
    }
  }

  private static Map<String, Integer> exports(WasmModule module, ExternalType type) {
    Map<String, Integer> indexes = new HashMap<>();
    for (int i = 0; i < module.exportSection().exportCount(); i++) {
      var export = module.exportSection().getExport(i);
      if (export.exportType() == type) {
        indexes.put(export.name(), export.index());
      }
    }
    return indexes;
  }

  private static MemoryLimits memoryOf(WasmModule module, Limits limits) {
    MemoryLimits wanted =
        module.importSection().stream()
            .filter(MemoryImport.class::isInstance)
            .map(i -> ((MemoryImport) i).limits())
            .findFirst()
            .orElseThrow(
                () -> new InvalidModuleException("no policy module: it imports no memory"));
    if (wanted.initialPages() > limits.maxPages()) {
      throw new InvalidModuleException(
          "the module needs "
              + wanted.initialPages() * 64L
              + " KiB of memory to start with, more than the limit of "
              + limits.maxMemoryBytes() / 1024
              + " KiB");
    }
    return new MemoryLimits(
        wanted.initialPages(), Math.min(wanted.maximumPages(), limits.maxPages()));
  }
}
