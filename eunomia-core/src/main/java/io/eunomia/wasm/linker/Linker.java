package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.Code;
import io.eunomia.wasm.binary.CustomSection;
import io.eunomia.wasm.binary.Export;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.Import;
import io.eunomia.wasm.binary.Limits;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.ValueType;
import io.eunomia.wasm.binary.WasmModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one module of objects: takes what the exports reach and nothing else, gives everything its
 * index or address, and writes these into what refers to them. The same request gives the same
 * module; the cost is linear in the objects.
 */
public final class Linker {
  private static final String HOST = "env";
  private static final String STACK_POINTER = "__stack_pointer";

  private final LinkRequest request;
  private final Reachability reached;
  private final List<RelocatableFunction> functions;
  private final MemoryLayout memory;
  private final Map<String, Integer> functionIndex = new HashMap<>();
  private final Map<String, Integer> slotIndex = new LinkedHashMap<>();
  private final Map<FuncType, Integer> typeIndex = new LinkedHashMap<>();
  private final List<Import> imports = new ArrayList<>();

  private Linker(LinkRequest request) {
    this.request = request;
    reached = new Reachability(request);
    functions = reached.byUse();
    memory = new MemoryLayout(reached.data.values(), request.stackSize(), request.heapStart());
    imports.add(new Import(HOST, "memory", new Import.Memory(Limits.atLeast(memory.pages()))));
    for (LinkRequest.HostFunction function : request.hostFunctions()) {
      if (!reached.isUsed(function.name())) {
        continue;
      }
      FuncType type = FuncType.ints(function.params(), function.returns() ? 1 : 0);
      imports.add(new Import(HOST, function.name(), new Import.Function(type(type))));
      functionIndex.put(function.name(), functionIndex.size());
    }
    for (RelocatableFunction function : functions) {
      functionIndex.put(function.name(), functionIndex.size());
    }
    // Slot 0 stays empty: a call through a null pointer traps.
    reached.slots.forEach(symbol -> slotIndex.put(symbol, slotIndex.size() + 1));
  }

  /**
   * Links.
   *
   * @throws LinkException if something is missing
   */
  public static WasmModule link(LinkRequest request) {
    return new Linker(request).module();
  }

  private WasmModule module() {
    checkTypes();
    Relocator relocator =
        new Relocator(this::function, this::slot, memory::addressOf, this::global, this::type);
    List<Integer> functionTypes = new ArrayList<>();
    List<Code> code = new ArrayList<>();
    for (RelocatableFunction function : functions) {
      functionTypes.add(type(function.type()));
      byte[] linked = relocator.apply(function.code().instructions(), function.relocations());
      code.add(new Code(function.code().locals(), linked));
    }
    List<WasmModule.Global> globals = new ArrayList<>();
    globals.add(new WasmModule.Global(ValueType.I32, true, request.stackSize()));
    List<Export> exports = new ArrayList<>();
    exports.add(new Export("memory", Export.Kind.MEMORY, 0));
    for (String name : request.functions()) {
      exports.add(new Export(name, Export.Kind.FUNCTION, function(name)));
    }
    request.globals().forEach((name, value) -> constant(globals, exports, name, value));
    request
        .addresses()
        .forEach((name, symbol) -> constant(globals, exports, name, memory.addressOf(symbol)));
    return new WasmModule(
        List.copyOf(typeIndex.keySet()),
        imports,
        functionTypes,
        tables(),
        List.of(),
        globals,
        exports,
        elements(),
        code,
        memory.segments(relocator),
        customs());
  }

  private static void constant(
      List<WasmModule.Global> globals, List<Export> exports, String name, int value) {
    exports.add(new Export(name, Export.Kind.GLOBAL, globals.size()));
    globals.add(new WasmModule.Global(ValueType.I32, false, value));
  }

  private List<Limits> tables() {
    if (!slotIndex.isEmpty()) {
      return List.of(new Limits(slotIndex.size() + 1, slotIndex.size() + 1));
    }
    boolean calledIndirectly =
        functions.stream()
            .flatMap(function -> function.relocations().stream())
            .anyMatch(relocation -> relocation instanceof Relocation.Table);
    return calledIndirectly ? List.of(new Limits(1, 1)) : List.of();
  }

  private List<WasmModule.Elements> elements() {
    return slotIndex.isEmpty()
        ? List.of()
        : List.of(
            new WasmModule.Elements(1, slotIndex.keySet().stream().map(this::function).toList()));
  }

  private int function(String symbol) {
    return known(functionIndex.get(symbol), symbol);
  }

  private int slot(String symbol) {
    return known(slotIndex.get(symbol), symbol);
  }

  private static int known(@Nullable Integer index, String symbol) {
    if (index == null) {
      throw new LinkException("there is no function \"" + symbol + "\"");
    }
    return index;
  }

  private int global(String symbol) {
    if (!symbol.equals(STACK_POINTER)) {
      throw new LinkException("there is no global \"" + symbol + "\"");
    }
    return 0;
  }

  private int type(FuncType type) {
    return typeIndex.computeIfAbsent(type, unused -> typeIndex.size());
  }

  /** A function that one object declares otherwise than another defines it would not validate. */
  private void checkTypes() {
    Map<String, FuncType> defined = new HashMap<>();
    for (LinkRequest.HostFunction host : request.hostFunctions()) {
      defined.put(host.name(), FuncType.ints(host.params(), host.returns() ? 1 : 0));
    }
    functions.forEach(function -> defined.put(function.name(), function.type()));
    for (ObjectModule object : request.objects()) {
      object
          .missing()
          .forEach(
              (name, type) -> {
                FuncType given = defined.get(name);
                if (given != null && !given.equals(type)) {
                  throw new LinkException(name + " is " + given + ", but declared as " + type);
                }
              });
    }
  }

  private List<CustomSection> customs() {
    List<CustomSection> customs = new ArrayList<>(request.customs());
    if (request.names()) {
      customs.add(new CustomSection("name", nameSection()));
    }
    return customs;
  }

  private byte[] nameSection() {
    ByteSink names = new ByteSink();
    names.vector(
        functions, (sink, function) -> sink.u32(function(function.name())).name(function.name()));
    return new ByteSink().u8(1).sized(names.toByteArray()).toByteArray();
  }
}
