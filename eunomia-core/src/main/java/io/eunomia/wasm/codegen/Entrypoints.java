package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Plan;
import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes the functions through which the runtime and the host ask for an entrypoint. */
final class Entrypoints {
  private static final int ENTRYPOINT = 0;
  private static final int INPUT = 1;
  private static final int DATA = 2;

  /** With more entrypoints than that, they are called through the table. */
  private static final int DIRECT_MAX = 16;

  private final Unit unit;
  private final List<Plan> plans;

  Entrypoints(Unit unit) {
    this.unit = unit;
    this.plans = unit.policy.plans();
  }

  /** The name of the entrypoint that asks for what a function gives, if there is one. */
  static String name(Func func) {
    return String.join("/", func.path().subList(1, func.path().size()));
  }

  /** The symbol of the function {@code (input, data, result set)}. */
  static String symbol(Plan plan) {
    return "entrypoint:" + plan.name();
  }

  /** The symbol of the function {@code (input, data)} that gives the value itself. */
  static String valueSymbol(Plan plan) {
    return "value:" + plan.name();
  }

  /** Adds all of it; comes last, when it is known which builtins are the host's. */
  void add() {
    unit.add(entry());
    unit.add(value());
    unit.add(names(Abi.ENTRYPOINTS, entrypoints()));
    unit.add(names(Abi.BUILTINS, unit.hostBuiltins()));
  }

  /** Gives the value by way of the result set: for plans that do more than ask for a value. */
  static void addValueOfResultSet(Unit unit, Plan plan) {
    FunctionBuilder f = Unit.function(2, 1);
    int results = f.local(ValueType.I32);
    f.i32(1).call("rt_set_new").set(results);
    f.get(0).get(1).get(results).call(symbol(plan)).op(Op.DROP);
    f.get(results).call("rt_scan").op(Op.I32_EQZ).when(() -> f.i32(0).op(Op.RETURN));
    f.get(results).i32(0).call("rt_scan_value");
    unit.constants.push(f, new Constant.Str(Abi.RESULT));
    f.call("rt_get");
    unit.add(f.build(valueSymbol(plan)));
  }

  private RelocatableFunction entry() {
    FunctionBuilder f = Unit.function(3, 1);
    int results = f.local(ValueType.I32);
    begin(f);
    f.i32(1).call("rt_set_new").set(results);
    dispatch(
        f,
        Entrypoints::symbol,
        3,
        () -> f.get(INPUT).get(DATA).get(results),
        () -> f.op(Op.DROP).get(results).op(Op.RETURN));
    return f.build(Abi.ENTRY);
  }

  private RelocatableFunction value() {
    FunctionBuilder f = Unit.function(3, 1);
    begin(f);
    dispatch(f, Entrypoints::valueSymbol, 2, () -> f.get(INPUT).get(DATA), () -> f.op(Op.RETURN));
    return f.build(Abi.VALUE);
  }

  private static void begin(FunctionBuilder f) {
    f.address(SupportFunctions.INPUT, 0).get(INPUT).store(Op.I32_STORE, 0);
  }

  private void dispatch(
      FunctionBuilder f,
      Function<Plan, String> callee,
      int params,
      Runnable arguments,
      Runnable afterwards) {
    if (plans.size() <= DIRECT_MAX) {
      for (int i = 0; i < plans.size(); i++) {
        String symbol = callee.apply(plans.get(i));
        f.get(ENTRYPOINT).i32(i).op(Op.I32_EQ);
        f.when(
            () -> {
              arguments.run();
              f.call(symbol);
              afterwards.run();
            });
      }
    } else {
      f.get(ENTRYPOINT).i32(plans.size()).op(Op.I32_LT_U);
      f.when(
          () -> {
            arguments.run();
            f.get(ENTRYPOINT).i32(2).op(Op.I32_SHL).address(slots(callee), 0).op(Op.I32_ADD);
            f.load(Op.I32_LOAD, 0).callIndirect(FuncType.ints(params, 1));
            afterwards.run();
          });
    }
    f.address(unit.constants.text("eval_internal_error: there is no such entrypoint"), 0);
    f.call("rt_abort").op(Op.UNREACHABLE);
  }

  private String slots(Function<Plan, String> callee) {
    ByteSink bytes = new ByteSink();
    List<Relocation> relocations = new ArrayList<>();
    for (Plan plan : plans) {
      relocations.add(
          new Relocation.Slot(bytes.size(), 4, Relocation.Encoding.FIXED_32, callee.apply(plan)));
      bytes.fixed32(0);
    }
    String symbol = unit.newSymbol("entrypoints");
    unit.constants.add(new RelocatableData(symbol, bytes.toByteArray(), 4, relocations));
    return symbol;
  }

  private List<Constant.Entry> entrypoints() {
    List<Constant.Entry> entries = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      entries.add(new Constant.Entry(new Constant.Str(plans.get(i).name()), Constant.Num.of(i)));
    }
    return entries;
  }

  private RelocatableFunction names(String function, List<Constant.Entry> entries) {
    Map<Constant, Constant.Entry> sorted = new TreeMap<>();
    entries.forEach(entry -> sorted.put(entry.key(), entry));
    FunctionBuilder f = Unit.function(0, 1);
    unit.constants.push(f, new Constant.Obj(List.copyOf(sorted.values())));
    return f.build(function);
  }
}
