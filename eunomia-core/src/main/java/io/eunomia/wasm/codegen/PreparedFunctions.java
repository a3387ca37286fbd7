package io.eunomia.wasm.codegen;

import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions that a host may compute ahead, with data in place: {@code eunomia_prepare(number,
 * data)} does one, and leaves data's reference and the value in the function's cell, where calls
 * with the same data find it. A host that does not know of this never does, and loses nothing but
 * time.
 */
final class PreparedFunctions {
  /** None of them: the module exports nothing for it. */
  static final PreparedFunctions NONE = new PreparedFunctions(List.of());

  private static final String CELLS = "prepared";
  private static final int CELL = 8;
  private static final int DATA = 1;

  /** What no reference is: small integers are odd, and values stand at multiples of eight. */
  private static final int NO_REFERENCE = 2;

  private final List<String> functions;
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * @param functions their names, each behind those that it calls
   */
  PreparedFunctions(List<String> functions) {
    this.functions = functions;
    functions.forEach(function -> numbers.put(function, numbers.size()));
  }

  /** The function's number, or -1. */
  int numberOf(String function) {
    return numbers.getOrDefault(function, -1);
  }

  /** Code that takes the function's value from its cell, if it is there for these data. */
  static void whenPrepared(FunctionBuilder f, int number, int data, Runnable withValue) {
    Unit.load(f, CELLS, CELL * number);
    f.get(data).op(Op.I32_EQ);
    f.when(
        () -> {
          Unit.load(f, CELLS, CELL * number + 4);
          withValue.run();
        });
  }

  void addTo(Unit unit) {
    if (functions.isEmpty()) {
      return;
    }
    ByteSink cells = new ByteSink();
    functions.forEach(unused -> cells.fixed32(NO_REFERENCE).fixed32(0));
    unit.constants.add(new RelocatableData(CELLS, cells.toByteArray(), 8, List.of()));
    unit.add(prepare(slots(unit)));
  }

  private String slots(Unit unit) {
    ByteSink bytes = new ByteSink();
    List<Relocation> relocations = new ArrayList<>();
    for (String function : functions) {
      relocations.add(
          new Relocation.Slot(
              bytes.size(), 4, Relocation.Encoding.FIXED_32, Unit.symbol(function)));
      bytes.fixed32(0);
    }
    String symbol = unit.newSymbol("preparing");
    unit.constants.add(new RelocatableData(symbol, bytes.toByteArray(), 4, relocations));
    return symbol;
  }

  private static RelocatableFunction prepare(String slots) {
    FunctionBuilder f = Unit.function(2, 1);
    int value = f.local(ValueType.I32);
    int cell = f.local(ValueType.I32);
    f.address(Abi.EPOCH, 0);
    Unit.load(f, Abi.EPOCH, 0);
    f.i32(1).op(Op.I32_ADD).store(Op.I32_STORE, 0);
    // There is no input, and nobody looks for it.
    f.address(SupportFunctions.INPUT, 0).address(SupportFunctions.NO_INPUT, 0);
    f.store(Op.I32_STORE, 0);
    f.i32(0).get(DATA);
    f.get(0).i32(2).op(Op.I32_SHL).address(slots, 0).op(Op.I32_ADD).load(Op.I32_LOAD, 0);
    f.callIndirect(FuncType.ints(2, 1)).set(value);
    // What evaluations iterate over they would have to put in order, once in each instance.
    f.get(value).call("rt_scan").op(Op.DROP);
    f.get(0).i32(3).op(Op.I32_SHL).address(CELLS, 0).op(Op.I32_ADD).set(cell);
    f.get(cell).get(DATA).store(Op.I32_STORE, 0);
    f.get(cell).get(value).store(Op.I32_STORE, 4);
    f.get(value);
    return f.build(Abi.PREPARE);
  }

  /** Adds what hosts need to know. */
  void exportTo(List<String> exports, Map<String, Integer> globals, Map<String, String> addresses) {
    if (!functions.isEmpty()) {
      exports.add(Abi.PREPARE);
      globals.put(Abi.PREPARED_COUNT, functions.size());
      addresses.put(Abi.PREPARED, CELLS);
    }
  }
}
