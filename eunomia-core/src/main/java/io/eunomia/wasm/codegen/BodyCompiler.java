package io.eunomia.wasm.codegen;

import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Label;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.ValueType;

/** Makes a WebAssembly function of a function or plan, and more where it is large. */
final class BodyCompiler {
  private static final int MEMO_SIZE = 16;

  final Unit unit;
  final BodyFacts facts;
  final Splitter splitter;

  /** The symbol of the function. */
  final String name;

  /** Whether it has arguments beside input and data: a conflict is said in other words then. */
  final boolean isFunction;

  private int outlined;

  BodyCompiler(Unit unit, String name, BodyFacts facts, boolean isFunction) {
    this.unit = unit;
    this.name = name;
    this.facts = facts;
    this.isFunction = isFunction;
    this.splitter =
        new Splitter(
            facts.body,
            unit.tuning.partSize(),
            node -> facts.isFree(node) ? 0 : SizeEstimate.of(node.stmt));
  }

  /** A new symbol for a part of the function. */
  String partName() {
    return name + "/" + outlined++;
  }

  /**
   * The cell through which a part hands a local's new value to its caller; nothing is recursive.
   */
  String cell(int local) {
    return unit.cell(name + "=" + local);
  }

  /**
   * Makes the function.
   *
   * @param remember whether its value is kept for the rest of the evaluation
   * @param prepared its number among the functions that are computed ahead, or -1
   */
  void compile(boolean remember, int prepared) {
    FunctionBuilder f = Unit.function(facts.body.params.size(), 1);
    if (prepared >= 0) {
      PreparedFunctions.whenPrepared(f, prepared, 1, () -> f.op(Op.RETURN));
    }
    if (remember) {
      remembering(f);
    } else {
      new Emitter(this, f, facts.body.params, null).body();
      f.i32(0);
    }
    unit.add(f.build(name));
  }

  private void remembering(FunctionBuilder f) {
    String memo = "memo:" + name;
    unit.constants.addZeros(memo, MEMO_SIZE, 8);
    f.block(
        miss -> {
          differs(f, memo, 0, () -> Unit.load(f, Abi.EPOCH, 0), miss);
          differs(f, memo, 4, () -> f.get(0), miss);
          differs(f, memo, 8, () -> f.get(1), miss);
          Unit.load(f, memo, 12);
          f.op(Op.RETURN);
        });
    int value = f.local(ValueType.I32);
    f.block(
            ValueType.I32,
            done -> {
              new Emitter(this, f, facts.body.params, done).body();
              f.i32(0);
            })
        .set(value);
    f.address(memo, 0);
    Unit.load(f, Abi.EPOCH, 0);
    f.store(Op.I32_STORE, 0);
    f.address(memo, 4).get(0).store(Op.I32_STORE, 0);
    f.address(memo, 8).get(1).store(Op.I32_STORE, 0);
    f.address(memo, 12).get(value).store(Op.I32_STORE, 0);
    f.get(value);
  }

  private static void differs(
      FunctionBuilder f, String memo, int offset, Runnable wanted, Label miss) {
    Unit.load(f, memo, offset);
    wanted.run();
    f.op(Op.I32_NE).brIf(miss);
  }
}
