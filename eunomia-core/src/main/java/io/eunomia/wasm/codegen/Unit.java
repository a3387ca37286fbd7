package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.flow.CallTargets;
import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.linker.ObjectModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the compilation of a policy has come to so far. Not thread-safe. */
final class Unit {
  final Policy policy;
  final ConstantPool constants = new ConstantPool();
  final InputPaths inputPaths;
  final CallTargets callTargets;
  final PreparedFunctions prepared;
  final Tuning tuning;

  /** Whether errors of builtins end the evaluation. */
  final boolean strict;

  private final Set<String> onHost;
  private final Map<String, Integer> planned = new HashMap<>();
  private final Set<String> cells = new HashSet<>();
  private final Map<List<Integer>, String> keys = new HashMap<>();
  private int symbols;
  private final Map<String, Integer> hostBuiltins = new HashMap<>();
  private final List<Constant.Entry> hostBuiltinIds = new ArrayList<>();
  private final Map<List<String>, String> inputReaders = new HashMap<>();
  private final Map<String, Integer> runtimeArity = new HashMap<>();
  private final Map<String, RelocatableFunction> functions = new LinkedHashMap<>();

  Unit(
      Policy policy,
      ObjectModule runtime,
      InputPaths inputPaths,
      CallTargets callTargets,
      PreparedFunctions prepared,
      Tuning tuning,
      WasmOptions options) {
    this.tuning = tuning;
    strict = options.strictBuiltinErrors();
    onHost = options.hostBuiltins();
    this.policy = policy;
    this.inputPaths = inputPaths;
    this.callTargets = callTargets;
    this.prepared = prepared;
    policy.funcs().forEach(func -> planned.put(func.name(), func.params().size()));
    runtime
        .functions()
        .forEach(function -> runtimeArity.put(function.name(), function.type().params().size()));
  }

  /** The symbol of a function of the plan. */
  static String symbol(String function) {
    return "plan:" + function;
  }

  boolean isPlanned(String function) {
    return planned.containsKey(function);
  }

  /** How many parameters a function of the plan has. */
  int arity(String function) {
    return planned.getOrDefault(function, 0);
  }

  /** A symbol that nothing else has. */
  String newSymbol(String kind) {
    return kind + ":" + symbols++;
  }

  /** The symbol of a cell for one reference. */
  String cell(String name) {
    String symbol = "cell:" + name;
    if (cells.add(symbol)) {
      constants.addZeros(symbol, 4, 4);
    }
    return symbol;
  }

  /** The symbol of an array of references to constant strings. */
  String keys(List<Integer> strings) {
    return keys.computeIfAbsent(
        strings,
        unused -> {
          ByteSink bytes = new ByteSink();
          List<Relocation> relocations = new ArrayList<>();
          for (int string : strings) {
            constants.reference(bytes, relocations, new Constant.Str(policy.strings().get(string)));
          }
          String symbol = newSymbol("keys");
          constants.add(new RelocatableData(symbol, bytes.toByteArray(), 4, relocations));
          return symbol;
        });
  }

  /** The builtin's symbol. */
  static String nativeSymbol(String builtin) {
    return Abi.NATIVE_BUILTIN + builtin.replace(".", "__");
  }

  /** How many arguments the runtime's own builtin takes; null if it is the host that is called. */
  @Nullable Integer nativeArity(String builtin) {
    // The symbol of a host's a__b is that of a.b, which it is not.
    return onHost.contains(builtin) || builtin.contains("__")
        ? null
        : runtimeArity.get(nativeSymbol(builtin));
  }

  /** The number under which the host knows the builtin. */
  int hostBuiltin(String builtin) {
    return hostBuiltins.computeIfAbsent(
        builtin,
        unused -> {
          int id = hostBuiltinIds.size();
          hostBuiltinIds.add(new Constant.Entry(new Constant.Str(builtin), Constant.Num.of(id)));
          return id;
        });
  }

  /** The builtins that the host must have: name to number. */
  List<Constant.Entry> hostBuiltins() {
    return hostBuiltinIds;
  }

  /** Their names, sorted. */
  Set<String> hostBuiltinNames() {
    return new TreeSet<>(hostBuiltins.keySet());
  }

  void add(RelocatableFunction function) {
    if (functions.put(function.name(), function) != null) {
      throw new CompileException("the plan has two functions \"" + function.name() + "\"");
    }
  }

  /** The name of the function that reads a path of the input; made when first asked for. */
  String inputReader(List<String> path) {
    String known = inputReaders.get(path);
    if (known != null) {
      return known;
    }
    String name = "input:" + inputReaders.size();
    inputReaders.put(path, name);
    add(SupportFunctions.inputReader(name, path, this));
    return name;
  }

  ObjectModule object() {
    return new ObjectModule(List.copyOf(functions.values()), constants.data(), Map.of());
  }

  /** A place as messages of the compiler say it. */
  String place(Location at) {
    return file(at) + ":" + at.row() + ":" + at.col();
  }

  /** The symbol of a place as messages of an evaluation begin with it: {@code file:row: }. */
  String placeText(Location at) {
    return constants.text(file(at) + ":" + at.row() + ": ");
  }

  private String file(Location at) {
    List<String> files = policy.files();
    return at.file() >= 0 && at.file() < files.size() ? files.get(at.file()) : "<unknown>";
  }

  /** A function of integers under construction. */
  static FunctionBuilder function(int params, int results) {
    return new FunctionBuilder(FuncType.ints(params, results));
  }

  /** Reads a datum of four bytes. */
  static void load(FunctionBuilder to, String symbol, int offset) {
    to.address(symbol, offset).load(Op.I32_LOAD, 0);
  }
}
