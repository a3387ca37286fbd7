package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.PreparedCall;
import io.eunomia.wasm.binary.ByteSink;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.Relocation;
import java.util.ArrayList;
import java.util.List;

/** Makes code of calls. */
final class CallCompiler {
  /** A builtin that may end the evaluation even where errors of builtins do not. */
  private static final String TEMPLATE = "internal.template_string";

  private final Emitter e;
  private final FunctionBuilder f;
  private final Unit unit;

  CallCompiler(Emitter emitter) {
    this.e = emitter;
    this.f = emitter.f;
    this.unit = emitter.compiler.unit;
  }

  void call(Stmt.Call call) {
    int given = call.args().size();
    if (call.func().equals(BuiltinDecl.FAIL)) {
      SupportFunctions.fail(f, unit, call.location(), constant(call.args().get(0)));
      return;
    }
    if (PreparedCall.is(call)) {
      prepared(call);
      return;
    }
    if (unit.isPlanned(call.func())) {
      check(call, given, unit.arity(call.func()));
      call.args().forEach(e::push);
      f.call(Unit.symbol(call.func()));
    } else {
      Integer nativeArity = unit.nativeArity(call.func());
      if (unit.strict || TEMPLATE.equals(call.func())) {
        f.address(Abi.PLACE, 0).address(unit.placeText(call.location()), 0);
        f.store(Op.I32_STORE, 0);
      }
      if (nativeArity != null) {
        check(call, given, nativeArity);
        call.args().forEach(e::push);
        f.call(Unit.nativeSymbol(call.func()));
      } else {
        host(call);
      }
    }
    define(call.result());
  }

  private void prepared(Stmt.Call call) {
    int number = unit.prepared.numberOf(PreparedCall.function(call, unit.policy.strings()));
    if (number < 0) {
      e.undefined();
      return;
    }
    int data = e.local(((Operand.Local) call.args().get(1)).index());
    f.i32(0).set(e.local(call.result()));
    PreparedFunctions.whenPrepared(f, number, data, () -> f.set(e.local(call.result())));
    f.get(e.local(call.result())).op(Op.I32_EQZ);
    e.undefinedIf();
  }

  private String constant(Operand operand) {
    return unit.policy.strings().get(((Operand.StringIndex) operand).index());
  }

  private void host(Stmt.Call call) {
    if (unit.policy.builtins().stream().noneMatch(b -> b.name().equals(call.func()))) {
      throw error(call.location(), "there is no function or builtin \"" + call.func() + "\"");
    }
    int given = call.args().size();
    if (given > Abi.HOST_ARITY_MAX) {
      String limit = "; a host takes at most " + Abi.HOST_ARITY_MAX;
      throw error(call.location(), call.func() + " has " + given + " arguments" + limit);
    }
    f.i32(unit.hostBuiltin(call.func())).i32(0);
    call.args().forEach(e::push);
    f.call(Abi.HOST_BUILTIN + given);
  }

  private void check(Stmt.Call call, int given, int wanted) {
    if (given != wanted) {
      throw error(
          call.location(), call.func() + " takes " + wanted + " arguments, but is given " + given);
    }
  }

  private CompileException error(Location at, String message) {
    return new CompileException(unit.place(at) + ": " + message);
  }

  void callDynamic(Stmt.CallDynamic call) {
    List<Func> candidates = unit.callTargets.candidates(call);
    if (candidates.isEmpty()) {
      e.undefined();
      return;
    }
    int callee = e.temporary();
    unit.constants.push(f, DynamicCalls.lookup(call, candidates));
    for (Operand step : DynamicCalls.variableSteps(call)) {
      e.push(step);
      f.call("rt_get").set(callee).get(callee).op(Op.I32_EQZ);
      e.undefinedIf();
      f.get(callee);
    }
    f.set(callee);
    call.args().forEach(e::push);
    // The callee is a small integer: twice its number, and one.
    f.get(callee).i32(1).op(Op.I32_SUB).i32(1).op(Op.I32_SHL);
    f.address(slots(candidates), 0).op(Op.I32_ADD).load(Op.I32_LOAD, 0);
    f.callIndirect(FuncType.ints(call.args().size(), 1));
    define(call.result());
  }

  private String slots(List<Func> candidates) {
    ByteSink bytes = new ByteSink();
    List<Relocation> relocations = new ArrayList<>();
    for (Func func : candidates) {
      relocations.add(
          new Relocation.Slot(
              bytes.size(), 4, Relocation.Encoding.FIXED_32, Unit.symbol(func.name())));
      bytes.fixed32(0);
    }
    String symbol = unit.newSymbol("callees");
    unit.constants.add(new RelocatableData(symbol, bytes.toByteArray(), 4, relocations));
    return symbol;
  }

  private void define(int result) {
    f.set(e.local(result)).get(e.local(result)).op(Op.I32_EQZ);
    e.undefinedIf();
  }
}
