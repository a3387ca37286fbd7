package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Location;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.ValueType;
import java.util.List;

/** Small functions and data that every policy's functions share; the linker drops unused ones. */
final class SupportFunctions {
  /** Takes a step from the budget. */
  static final String STEP = "step";

  /** {@code (place, message)}: ends the evaluation. */
  static final String FAIL = "fail";

  /**
   * {@code (collection, key)}: what is at the key in data. Data is addressed by paths of strings in
   * OPA, so that {@code data.servers[2]} finds the key {@code "2"} of an object.
   */
  static final String DATA_GET = "data_get";

  /** {@code (value)}: its type's number. */
  static final String TYPE = "type";

  /** The reference that is the input of this evaluation, as the host gave it. */
  static final String INPUT = "input";

  static final String SLOTS = "slots";

  /** What the host passes as input when the slots say everything. */
  static final String NO_INPUT = "no_input";

  private static final String MESSAGE = "message";

  private SupportFunctions() {}

  static void addTo(Unit unit) {
    unit.add(step());
    unit.add(fail());
    unit.add(type());
    unit.add(dataGet());
    unit.constants.addZeros(MESSAGE, 12, 8);
    unit.constants.addZeros(INPUT, 4, 4);
    unit.constants.addZeros(SLOTS, 4 * unit.inputPaths.paths().size(), 4);
    byte[] emptyObject = new byte[32];
    emptyObject[0] = 6;
    emptyObject[1] = 1;
    unit.constants.add(new RelocatableData(NO_INPUT, emptyObject, 8, List.of()));
    unit.add(fillSlots(unit));
  }

  private static RelocatableFunction step() {
    FunctionBuilder f = Unit.function(0, 0);
    int left = f.local(ValueType.I64);
    f.address(Abi.BUDGET, 0);
    f.address(Abi.BUDGET, 0).load(Op.I64_LOAD, 0).i64(1).op(Op.I64_SUB).tee(left);
    f.store(Op.I64_STORE, 0);
    f.get(left).i64(0).op(Op.I64_LT_S).when(() -> f.i32(0).call("rt_step"));
    return f.build(STEP);
  }

  private static RelocatableFunction fail() {
    FunctionBuilder f = Unit.function(2, 0);
    emptyMessage(f);
    f.address(MESSAGE, 0).get(0).call("rt_buffer_add_str");
    f.address(MESSAGE, 0).get(1).call("rt_buffer_add_str");
    f.address(MESSAGE, 0).i32(0).call("rt_buffer_add_char");
    Unit.load(f, MESSAGE, 0);
    f.call("rt_abort").op(Op.UNREACHABLE);
    return f.build(FAIL);
  }

  /** Code that ends the evaluation with a message that begins with the place. */
  static void fail(FunctionBuilder f, Unit unit, Location at, String message) {
    f.address(unit.placeText(at), 0);
    f.address(unit.constants.text(message), 0);
    f.call(FAIL).op(Op.UNREACHABLE);
  }

  private static void emptyMessage(FunctionBuilder f) {
    f.address(MESSAGE, 0).i64(0).store(Op.I64_STORE, 0);
    f.address(MESSAGE, 8).i32(0).store(Op.I32_STORE, 0);
  }

  private static RelocatableFunction dataGet() {
    FunctionBuilder f = Unit.function(2, 1);
    int found = f.local(ValueType.I32);
    f.get(0).get(1).call("rt_get").tee(found);
    f.when(() -> f.get(found).op(Op.RETURN));
    f.get(1).call(TYPE).i32(ConstantPool.TYPE_NUMBER).op(Op.I32_NE);
    f.get(0).call(TYPE).i32(ConstantPool.TYPE_OBJECT).op(Op.I32_NE).op(Op.I32_OR);
    f.when(() -> f.i32(0).op(Op.RETURN));
    emptyMessage(f);
    f.address(MESSAGE, 0).get(1).call("rt_buffer_add_number");
    f.get(0).address(MESSAGE, 0).call("rt_buffer_string").call("rt_get");
    return f.build(DATA_GET);
  }

  private static RelocatableFunction type() {
    FunctionBuilder f = Unit.function(1, 1);
    f.get(0).i32(1).op(Op.I32_AND);
    f.choose(
        ValueType.I32,
        () -> f.i32(ConstantPool.TYPE_NUMBER),
        () ->
            f.get(0).choose(ValueType.I32, () -> f.get(0).load(Op.I32_LOAD8_U, 0), () -> f.i32(0)));
    return f.build(TYPE);
  }

  /** Reads a path: from its slot as long as the input is the one that the host gave. */
  static RelocatableFunction inputReader(String name, List<String> path, Unit unit) {
    FunctionBuilder f = Unit.function(1, 1);
    if (unit.inputPaths.isWhole()) {
      get(f, () -> f.get(0), path, unit);
      return f.build(name);
    }
    int slot = unit.inputPaths.slotOf(path);
    List<String> rest = path.subList(unit.inputPaths.paths().get(slot).size(), path.size());
    f.get(0);
    Unit.load(f, INPUT, 0);
    f.op(Op.I32_EQ);
    f.choose(
        ValueType.I32,
        () -> get(f, () -> Unit.load(f, SLOTS, 4 * slot), rest, unit),
        () -> get(f, () -> f.get(0), path, unit));
    return f.build(name);
  }

  private static void get(FunctionBuilder f, Runnable base, List<String> path, Unit unit) {
    base.run();
    for (String key : path) {
      unit.constants.push(f, new Constant.Str(key));
      f.call("rt_get");
    }
  }

  /** What the host does before {@code eunomia_eval}, for hosts that know OPA's ABI only. */
  private static RelocatableFunction fillSlots(Unit unit) {
    FunctionBuilder f = Unit.function(1, 0);
    List<List<String>> paths = unit.inputPaths.paths();
    for (int i = 0; i < paths.size(); i++) {
      List<String> path = paths.get(i);
      f.address(SLOTS, 4 * i);
      get(f, () -> f.get(0), path, unit);
      f.store(Op.I32_STORE, 0);
    }
    return f.build(Abi.FILL_SLOTS);
  }
}
