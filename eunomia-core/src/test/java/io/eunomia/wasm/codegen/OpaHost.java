package io.eunomia.wasm.codegen;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.UnknownCustomSection;
import com.dylibso.chicory.wasm.types.ValType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Runs a module as a host does that knows OPA's ABI and has no builtins. */
final class OpaHost {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The module ended the evaluation. */
  static final class Aborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Aborted(String message) {
      super(message);
    }
  }

  private final Memory memory;
  final Instance instance;

  /** What was printed so far. */
  final List<String> prints = new ArrayList<>();

  private final byte[] section;
  private final int data;
  private final int heap;

  OpaHost(byte[] bytes, String dataJson) {
    WasmModule module = Parser.parse(bytes);
    section = ((UnknownCustomSection) module.customSection(Abi.INPUT_SECTION)).bytes();
    MemoryImport imported = (MemoryImport) module.importSection().getImport(0);
    memory =
        new ByteArrayMemory(
            new MemoryLimits(imported.limits().initialPages(), MemoryLimits.MAX_PAGES));
    List<HostFunction> functions = new ArrayList<>();
    functions.add(
        new HostFunction(
            "env",
            "opa_abort",
            FunctionType.of(List.of(ValType.I32), List.of()),
            (instance, args) -> {
              throw new Aborted(text((int) args[0]));
            }));
    functions.add(
        new HostFunction(
            "env",
            "opa_println",
            FunctionType.of(List.of(ValType.I32), List.of()),
            (instance, args) -> {
              prints.add(text((int) args[0]));
              return new long[0];
            }));
    for (int i = 0; i <= 4; i++) {
      functions.add(
          new HostFunction(
              "env",
              "opa_builtin" + i,
              FunctionType.of(Collections.nCopies(i + 2, ValType.I32), List.of(ValType.I32)),
              (instance, args) -> {
                throw new AssertionError("a host builtin was called");
              }));
    }
    instance =
        Instance.builder(module)
            .withImportValues(
                ImportValues.builder()
                    .addMemory(new ImportMemory("env", "memory", memory))
                    .addFunction(functions.toArray(HostFunction[]::new))
                    .build())
            .build();
    data = parse("opa_json_parse", dataJson);
    heap = call("opa_heap_ptr_get");
  }

  int call(String function, int... args) {
    long[] wide = new long[args.length];
    for (int i = 0; i < args.length; i++) {
      wide[i] = args[i];
    }
    long[] result = instance.export(function).apply(wide);
    return result == null || result.length == 0 ? 0 : (int) result[0];
  }

  /** Writes bytes into memory. */
  int write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = call("opa_malloc", bytes.length);
    memory.write(at, bytes);
    return at;
  }

  int parse(String function, String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    int value = call(function, write(text), length);
    if (value == 0) {
      throw new AssertionError(function + " refuses " + text);
    }
    return value;
  }

  String text(int at) {
    return memory.readCString(at);
  }

  JsonNode json(int value) throws Exception {
    return MAPPER.readTree(text(call("opa_json_dump", value)));
  }

  int data() {
    return data;
  }

  /** The result set, by {@code opa_eval}. */
  JsonNode evaluate(int entrypoint, String inputJson) throws Exception {
    call("opa_heap_ptr_set", heap);
    int length = inputJson.getBytes(StandardCharsets.UTF_8).length;
    int input = length == 0 ? 0 : write(inputJson);
    int from = call("opa_heap_ptr_get");
    return MAPPER.readTree(text(call("opa_eval", 0, entrypoint, data, input, length, from, 0)));
  }

  /** The result set, by an evaluation context, for an input that is not JSON. */
  JsonNode evaluateTerm(int entrypoint, String inputTerm) throws Exception {
    int context = call("opa_eval_ctx_new");
    call("opa_eval_ctx_set_input", context, parse("opa_value_parse", inputTerm));
    call("opa_eval_ctx_set_data", context, data);
    call("opa_eval_ctx_set_entrypoint", context, entrypoint);
    call("eval", context);
    return json(call("opa_eval_ctx_get_result", context));
  }

  /**
   * The entrypoint's value, as Eunomia's engine asks for it; missing if undefined. The slots get
   * what is at their paths, and the input itself is passed only if the module wants it as a whole.
   */
  JsonNode value(int entrypoint, String inputJson) throws Exception {
    JsonNode input = inputJson.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(inputJson);
    int slots = global("eunomia_slots");
    int whole = global("eunomia_no_input");
    JsonNode paths = MAPPER.readTree(section);
    for (int i = 0; i < paths.size(); i++) {
      JsonNode at = input;
      for (JsonNode key : paths.get(i)) {
        at = at.path(key.asText());
      }
      int reference = at.isMissingNode() ? 0 : parse("opa_json_parse", at.toString());
      memory.writeI32(slots + 4 * i, reference);
      if (paths.get(i).isEmpty()) {
        whole = reference;
      }
    }
    int value = call("eunomia_eval", entrypoint, whole, data);
    return value == 0 ? MissingNode.getInstance() : json(value);
  }

  void setBudget(long steps) {
    memory.writeLong(global("eunomia_budget"), steps);
  }

  int global(String name) {
    return (int) instance.exports().global(name).getValue();
  }
}
