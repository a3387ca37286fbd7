package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Plan;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.CallGraph;
import io.eunomia.rego.ir.flow.CallTargets;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.ir.flow.Reachability;
import io.eunomia.wasm.binary.CustomSection;
import io.eunomia.wasm.binary.ModuleWriter;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.linker.LinkRequest;
import io.eunomia.wasm.linker.Linker;
import io.eunomia.wasm.linker.ObjectModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a WebAssembly module of a plan: OPA's ABI 1.3, with what Eunomia's engine needs to be fast
 * beside it. The same plan and options give the same bytes. Thread-safe; the cost is linear in the
 * plan, and in the value runtime that is linked into it.
 */
public final class WasmCompiler {
  /** The version of OPA's interface that modules have. */
  public static final int ABI_VERSION = Abi.OPA_VERSION;

  /** Its minor version. */
  public static final int ABI_MINOR_VERSION = Abi.OPA_MINOR_VERSION;

  /** C's stack: the runtime recurses with the depth of values. */
  private static final int STACK_SIZE = 64 * 1024;

  private final Policy policy;
  private final WasmOptions options;
  private final Tuning tuning;
  private final Set<String> planned = new HashSet<>();
  private final Map<String, BodyFacts> functions = new LinkedHashMap<>();
  private final Map<String, BodyFacts> plans = new LinkedHashMap<>();
  private final Map<String, BodyFacts> values = new LinkedHashMap<>();

  /** Whether a body changes collections in place that it did not make. */
  private boolean changesForeignCollections;

  private WasmCompiler(Policy policy, WasmOptions options, Tuning tuning) {
    this.tuning = tuning;
    this.policy = policy;
    this.options = options;
    policy.funcs().forEach(func -> planned.add(func.name()));
  }

  /**
   * Compiles a plan.
   *
   * @throws CompileException if the plan calls what there is not, or as it cannot be called
   */
  public static byte[] compile(Policy policy, WasmOptions options) {
    return compile(policy, options, Tuning.of(options.optimization()));
  }

  static byte[] compile(Policy policy, WasmOptions options, Tuning tuning) {
    return new WasmCompiler(Reachability.prune(policy), options, tuning).compile();
  }

  private byte[] compile() {
    analyse();
    ObjectModule runtime = ValueRuntime.object();
    CallTargets targets = new CallTargets(policy.funcs(), policy.strings());
    PreparedFunctions prepared = prepared(targets);
    Unit unit = new Unit(policy, runtime, inputPaths(), targets, prepared, tuning, options);
    SupportFunctions.addTo(unit);
    prepared.addTo(unit);
    Map<String, Body> bodies = new LinkedHashMap<>();
    functions.forEach((name, facts) -> bodies.put(name, facts.body));
    MemoPolicy memo = new MemoPolicy(policy.funcs(), bodies, targets, tuning);
    functions.forEach(
        (name, facts) ->
            new BodyCompiler(unit, Unit.symbol(name), facts, facts.body.params.size() > 2)
                .compile(memo.remembers(name), prepared.numberOf(name)));
    for (Plan plan : policy.plans()) {
      body(unit, Entrypoints.symbol(plan), plans.get(plan.name()));
      BodyFacts value = values.get(plan.name());
      if (value == null) {
        Entrypoints.addValueOfResultSet(unit, plan);
      } else {
        body(unit, Entrypoints.valueSymbol(plan), value);
      }
    }
    new Entrypoints(unit).add();
    unit.constants.addStrings(Abi.STRINGS);
    return ModuleWriter.write(Linker.link(request(unit, runtime)));
  }

  private static void body(Unit unit, String symbol, @Nullable BodyFacts facts) {
    if (facts == null) {
      throw new AssertionError(symbol);
    }
    new BodyCompiler(unit, symbol, facts, false).compile(false, -1);
  }

  private PreparedFunctions prepared(CallTargets targets) {
    Set<String> pure = options.pureBuiltins();
    // What one evaluation changes in place cannot be another's.
    if (pure == null || changesForeignCollections) {
      return PreparedFunctions.NONE;
    }
    List<Func> bottomUp = new CallGraph(policy).bottomUp();
    boolean all = options.entrypointsAhead();
    List<String> worth =
        new ArrayList<>(
            new DataOnly(functions, bottomUp, targets, policy.strings(), pure, all)
                .worthPreparing());
    if (!all) {
      worth.removeAll(entrypointFunctions());
    }
    return new PreparedFunctions(worth);
  }

  private List<String> entrypointFunctions() {
    Set<String> entrypoints = policy.plans().stream().map(Plan::name).collect(Collectors.toSet());
    return policy.funcs().stream()
        .filter(func -> !func.path().isEmpty())
        .filter(func -> entrypoints.contains(Entrypoints.name(func)))
        .map(Func::name)
        .toList();
  }

  private void analyse() {
    Map<String, Body> bodies = new LinkedHashMap<>();
    for (Func func : policy.funcs()) {
      if (func.params().size() < 2) {
        throw new CompileException(func.name() + " has no parameters for input and data");
      }
      bodies.put(func.name(), new Body(func.params(), func.blocks()));
    }
    Map<String, Body> planBodies = new LinkedHashMap<>();
    Map<String, Body> valueBodies = new LinkedHashMap<>();
    for (Plan plan : policy.plans()) {
      planBodies.put(plan.name(), new Body(List.of(0, 1, Effects.RESULT_SET), plan.blocks()));
      List<Block> value = PlainValue.of(plan, policy.strings());
      if (value != null) {
        valueBodies.put(plan.name(), new Body(List.of(0, 1), value));
      }
    }
    List<Body> all = new ArrayList<>(bodies.values());
    all.addAll(planBodies.values());
    changesForeignCollections = all.stream().anyMatch(ConstantLocals::changesForeignCollections);
    boolean collections = !changesForeignCollections;
    bodies.forEach((name, body) -> functions.put(name, facts(body, collections)));
    planBodies.forEach((name, body) -> plans.put(name, facts(body, collections)));
    valueBodies.forEach((name, body) -> values.put(name, facts(body, collections)));
  }

  private BodyFacts facts(Body body, boolean constantCollections) {
    return new BodyFacts(
        body, policy.strings(), tuning.analyse(), constantCollections, this::passesInputOn);
  }

  private boolean passesInputOn(Stmt stmt) {
    if (stmt instanceof Stmt.Call call) {
      return planned.contains(call.func()) && call.args().get(0) instanceof Operand.Local;
    }
    return stmt instanceof Stmt.CallDynamic;
  }

  private InputPaths inputPaths() {
    Set<List<String>> paths = new HashSet<>();
    functions.values().forEach(facts -> paths.addAll(facts.inputs.paths()));
    plans.values().forEach(facts -> paths.addAll(facts.inputs.paths()));
    return InputPaths.of(paths);
  }

  private LinkRequest request(Unit unit, ObjectModule runtime) {
    List<ObjectModule> objects = new ArrayList<>(List.of(runtime, unit.object()));
    if (options.strictBuiltinErrors()) {
      RelocatableData strict =
          new RelocatableData(Abi.STRICT, new byte[] {1, 0, 0, 0}, 4, List.of());
      objects.add(new ObjectModule(List.of(), List.of(strict), Map.of()));
    }
    Map<String, Integer> globals = new LinkedHashMap<>();
    globals.put("opa_wasm_abi_version", Abi.OPA_VERSION);
    globals.put("opa_wasm_abi_minor_version", Abi.OPA_MINOR_VERSION);
    globals.put("eunomia_abi", Abi.VERSION);
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("eunomia_slots", SupportFunctions.SLOTS);
    addresses.put("eunomia_no_input", SupportFunctions.NO_INPUT);
    addresses.put("eunomia_strings", Abi.STRINGS);
    addresses.put("eunomia_heap", Abi.HEAP);
    addresses.put("eunomia_budget", Abi.BUDGET);
    addresses.put("eunomia_strict", Abi.STRICT);
    addresses.put("eunomia_place", Abi.PLACE);
    addresses.put("eunomia_true", Abi.TRUE_VALUE);
    addresses.put("eunomia_false", Abi.FALSE_VALUE);
    addresses.put("eunomia_null", Abi.NULL_VALUE);
    List<String> exports = new ArrayList<>(Abi.EXPORTS);
    unit.prepared.exportTo(exports, globals, addresses);
    return new LinkRequest(
        objects,
        Abi.HOST,
        exports,
        globals,
        addresses,
        Abi.HEAP,
        STACK_SIZE,
        sections(unit),
        options.functionNames());
  }

  private List<CustomSection> sections(Unit unit) {
    List<CustomSection> sections = new ArrayList<>();
    sections.add(new CustomSection(Abi.INPUT_SECTION, unit.inputPaths.toJson()));
    List<String> declarations =
        unit.hostBuiltinNames().stream()
            .filter(options.declarations()::containsKey)
            .map(options.declarations()::get)
            .toList();
    if (!declarations.isEmpty()) {
      String json = "{\"builtins\":[" + String.join(",", declarations) + "]}";
      sections.add(new CustomSection(Abi.BUILTINS_SECTION, json.getBytes(StandardCharsets.UTF_8)));
    }
    return sections;
  }
}
