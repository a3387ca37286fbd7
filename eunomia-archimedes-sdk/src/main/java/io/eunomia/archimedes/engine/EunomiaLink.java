package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.layout.Constants;
import io.eunomia.archimedes.engine.layout.MemoryReader;
import io.eunomia.archimedes.engine.layout.StringTable;
import io.eunomia.archimedes.engine.value.StringValue;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** One instance of a module of ours in Chicory, with what it imports. */
final class EunomiaLink {
  private static final int MAX_ARGUMENTS = 4;

  private final CompiledWasm wasm;
  private final Consumer<String> prints;
  private final ByteArrayMemory memory;
  private final ModuleText text;
  private final Instance instance;
  private final Machine machine;
  private BuiltinCall builtins = arguments -> 0;

  EunomiaLink(CompiledWasm wasm, Consumer<String> prints) {
    this(wasm, prints, Integer.MAX_VALUE);
  }

  /**
   * @param maxPages more than that the memory does not become, even where it may
   */
  EunomiaLink(CompiledWasm wasm, Consumer<String> prints, int maxPages) {
    this.wasm = wasm;
    this.prints = prints;
    memory = wasm.newMemory(maxPages);
    text = new ModuleText(memory);
    instance = wasm.instantiate(imports());
    machine = instance.getMachine();
  }

  ByteArrayMemory memory() {
    return memory;
  }

  /** Says who answers calls of builtins: a number, a context that means nothing, and arguments. */
  void onBuiltin(BuiltinCall call) {
    builtins = call;
  }

  int function(String name) {
    return wasm.function(name);
  }

  int call(int function, long... arguments) {
    return (int) machine.call(function, arguments)[0];
  }

  Addresses addresses() {
    return new Addresses(
        global("eunomia_abi"),
        global("eunomia_heap"),
        global("eunomia_budget"),
        global("eunomia_slots"),
        global("eunomia_no_input"),
        optional("eunomia_strict"),
        optional("eunomia_place"),
        optional("eunomia_strings"),
        optional("eunomia_prepared"),
        optional("eunomia_prepared_count"),
        new Constants(global("eunomia_null"), global("eunomia_false"), global("eunomia_true")));
  }

  /** The constant strings of the module. */
  StringTable strings(Addresses addresses) {
    StringTable strings = new StringTable();
    MemoryReader reader = new MemoryReader(memory);
    int list = addresses.strings();
    int count = list == 0 ? 0 : memory.readInt(list);
    for (int i = 1; i <= count; i++) {
      int ref = memory.readInt(list + 4 * i);
      strings.add(((StringValue) reader.read(ref)).text(), ref);
    }
    return strings;
  }

  /** Where the heap of a new instance begins. */
  int heap() {
    return memory.readInt(global("eunomia_heap"));
  }

  /** Calls a function without arguments that returns a value, and prints that. */
  String table(String function) {
    int value = call(function(function));
    return text.whole(call(function("opa_json_dump"), value));
  }

  ModuleText text() {
    return text;
  }

  /** The value of a global that not every module has; 0 if this one has it not. */
  private int optional(String name) {
    return wasm.exportsGlobal(name) ? global(name) : 0;
  }

  private int global(String name) {
    return wasm.global(instance, name);
  }

  private ImportValues imports() {
    ImportValues.Builder imports = ImportValues.builder();
    imports.addMemory(new ImportMemory("env", "memory", memory));
    imports.addFunction(
        new HostFunction(
            "env",
            "opa_abort",
            FunctionType.of(List.of(ValType.I32), List.of()),
            (caller, arguments) -> {
              throw new PolicyAbort(text.message((int) arguments[0]));
            }));
    imports.addFunction(text.println(prints));
    for (int n = 0; n <= MAX_ARGUMENTS; n++) {
      imports.addFunction(
          new HostFunction(
              "env",
              "opa_builtin" + n,
              FunctionType.of(Collections.nCopies(n + 2, ValType.I32), List.of(ValType.I32)),
              (caller, arguments) -> new long[] {builtins.call(arguments)}));
    }
    return imports.build();
  }

  /** Answers a call of a builtin with a reference. */
  @FunctionalInterface
  interface BuiltinCall {
    int call(long[] arguments);
  }
}
