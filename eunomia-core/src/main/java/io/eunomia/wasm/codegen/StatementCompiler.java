package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Location;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.ir.flow.Node;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Op;
import java.util.List;

/** Makes code of one statement: the dispatcher over all kinds. */
final class StatementCompiler {
  private final Emitter e;
  private final FunctionBuilder f;
  private final Node node;
  private final Unit unit;

  StatementCompiler(Emitter emitter, Node node) {
    this.e = emitter;
    this.f = emitter.f;
    this.node = node;
    this.unit = emitter.compiler.unit;
  }

  void compile() {
    Stmt stmt = node.stmt;
    List<String> path = e.compiler.facts.inputs.pathOf(node);
    if (path != null && !path.isEmpty()) {
      f.get(e.local(e.compiler.facts.body.params.get(0))).call(unit.inputReader(path));
      define(node.effects.writes().get(0));
    } else if (stmt instanceof Stmt.ArrayAppend s) {
      e.push(s.array());
      e.push(s.value());
      f.call("rt_array_append");
    } else if (stmt instanceof Stmt.AssignInt s) {
      number(Constant.Num.of(s.value()), s.target());
    } else if (stmt instanceof Stmt.AssignVar s) {
      e.push(s.source());
      e.set(s.target());
    } else if (stmt instanceof Stmt.AssignVarOnce s) {
      assignOnce(s);
    } else if (stmt instanceof Stmt.BlockStmt) {
      e.parts(e.compiler.splitter.partsOf(node));
    } else if (stmt instanceof Stmt.Break s) {
      e.leaveBlocks(s.index());
    } else if (stmt instanceof Stmt.Call s) {
      new CallCompiler(e).call(s);
    } else if (stmt instanceof Stmt.CallDynamic s) {
      new CallCompiler(e).callDynamic(s);
    } else if (stmt instanceof Stmt.Dispatch s) {
      new DispatchCompiler(e, node, s).compile();
    } else if (stmt instanceof Stmt.Dot s) {
      e.push(s.source());
      e.push(s.key());
      f.call(mayBeNumberInData(s) ? SupportFunctions.DATA_GET : "rt_get");
      define(s.target());
    } else if (stmt instanceof Stmt.Equal s) {
      equal(s.a(), s.b());
      f.op(Op.I32_EQZ);
      e.undefinedIf();
    } else if (stmt instanceof Stmt.GroupEntry s) {
      e.push(s.groups());
      e.push(s.key());
      e.push(s.entry());
      e.push(s.value());
      f.call("rt_group_entry");
    } else if (stmt instanceof Stmt.GroupValue s) {
      e.push(s.groups());
      e.push(s.key());
      e.push(s.value());
      f.call("rt_group_value");
    } else if (stmt instanceof Stmt.IsArray s) {
      type(s.source(), ConstantPool.TYPE_ARRAY);
    } else if (stmt instanceof Stmt.IsDefined s) {
      e.push(s.source());
      f.op(Op.I32_EQZ);
      e.undefinedIf();
    } else if (stmt instanceof Stmt.IsObject s) {
      type(s.source(), ConstantPool.TYPE_OBJECT);
    } else if (stmt instanceof Stmt.IsSet s) {
      type(s.source(), ConstantPool.TYPE_SET);
    } else if (stmt instanceof Stmt.IsUndefined s) {
      e.push(s.source());
      e.undefinedIf();
    } else if (stmt instanceof Stmt.Len s) {
      e.push(s.source());
      f.call("rt_len_ref");
      e.set(s.target());
    } else if (stmt instanceof Stmt.MakeArray s) {
      make("rt_array_new", s.target());
    } else if (stmt instanceof Stmt.MakeNull s) {
      unit.constants.push(f, new Constant.Null());
      e.set(s.target());
    } else if (stmt instanceof Stmt.MakeNumberInt s) {
      number(Constant.Num.of(s.value()), s.target());
    } else if (stmt instanceof Stmt.MakeNumberRef s) {
      number(new Constant.Num(unit.policy.strings().get(s.index())), s.target());
    } else if (stmt instanceof Stmt.MakeObject s) {
      make("rt_object_new", s.target());
    } else if (stmt instanceof Stmt.MakeSet s) {
      make("rt_set_new", s.target());
    } else if (stmt instanceof Stmt.Not) {
      not();
    } else if (stmt instanceof Stmt.NotEqual s) {
      equal(s.a(), s.b());
      e.undefinedIf();
    } else if (stmt instanceof Stmt.ObjectInsert s) {
      e.push(s.object());
      e.push(s.key());
      e.push(s.value());
      f.call("rt_object_insert");
    } else if (stmt instanceof Stmt.ObjectInsertOnce s) {
      e.push(s.object());
      e.push(s.key());
      e.push(s.value());
      f.call("rt_object_insert_once").op(Op.I32_EQZ);
      f.when(() -> conflict(s.location(), "object keys must be unique"));
    } else if (stmt instanceof Stmt.ObjectMerge s) {
      e.push(s.a());
      e.push(s.b());
      f.call("rt_object_merge");
      e.set(s.target());
    } else if (stmt instanceof Stmt.ResetLocal s) {
      f.i32(0);
      e.set(s.target());
    } else if (stmt instanceof Stmt.ResultSetAdd s) {
      e.push(Effects.RESULT_SET);
      e.push(s.value());
      f.call("rt_set_add");
    } else if (stmt instanceof Stmt.ReturnLocal s) {
      e.push(s.source());
      e.returnValue();
    } else if (stmt instanceof Stmt.Scan s) {
      scan(s);
    } else if (stmt instanceof Stmt.SetAdd s) {
      e.push(s.set());
      e.push(s.value());
      f.call("rt_set_add");
    } else if (stmt instanceof Stmt.WithStmt s) {
      with(s);
    } else {
      throw new AssertionError(stmt);
    }
  }

  /** Gives a local what is on the stack; undefined if that is. */
  private void define(int target) {
    f.set(e.local(target)).get(e.local(target)).op(Op.I32_EQZ);
    e.undefinedIf();
  }

  private boolean mayBeNumberInData(Stmt.Dot s) {
    Constant key = e.compiler.facts.constants.valueOf(s.key());
    return e.compiler.facts.isBaseDocument(s.source())
        && (key == null || key instanceof Constant.Num);
  }

  private void number(Constant.Num value, int target) {
    unit.constants.push(f, value);
    e.set(target);
  }

  private void make(String constructor, int target) {
    int capacity = e.compiler.facts.body.of(target).mutations.size();
    f.i32(Math.min(capacity, 64)).call(constructor);
    e.set(target);
  }

  private void type(Operand source, int type) {
    e.push(source);
    f.call(SupportFunctions.TYPE).i32(type).op(Op.I32_NE);
    e.undefinedIf();
  }

  /** Leaves on the stack whether they are equal. */
  private void equal(Operand a, Operand b) {
    e.push(a);
    e.push(b);
    if (isUnique(a) || isUnique(b)) {
      f.op(Op.I32_EQ);
    } else {
      f.call("rt_equal");
    }
  }

  /** Whether the value is one of which there is a single instance. */
  private boolean isUnique(Operand operand) {
    Constant value = e.compiler.facts.constants.valueOf(operand);
    return value instanceof Constant.Bool || value instanceof Constant.Null;
  }

  private void assignOnce(Stmt.AssignVarOnce s) {
    if (e.compiler.facts.conflicts.isFree(node)) {
      e.push(s.source());
      e.set(s.target());
      return;
    }
    e.push(s.target());
    f.either(
        () -> {
          equal(Operand.local(s.target()), s.source());
          f.op(Op.I32_EQZ);
          f.when(
              () ->
                  conflict(
                      s.location(),
                      e.compiler.isFunction
                          ? "functions must not produce multiple outputs for same inputs"
                          : "complete rules must not produce multiple outputs"));
        },
        () -> {
          e.push(s.source());
          e.set(s.target());
        });
  }

  private void conflict(Location at, String message) {
    SupportFunctions.fail(f, unit, at, "eval_conflict_error: " + message);
  }

  private void not() {
    f.block(
        undefined -> {
          e.within(undefined, () -> e.statements(node.blocks.get(0)));
          e.undefined();
        });
  }

  private void scan(Stmt.Scan s) {
    int collection = e.temporary();
    int count = e.temporary();
    int next = e.temporary();
    e.push(s.source());
    f.tee(collection).call("rt_scan").set(count);
    f.i32(0).set(next);
    f.block(
        done ->
            f.loop(
                again -> {
                  f.get(next).get(count).op(Op.I32_GE_U).brIf(done);
                  f.call(SupportFunctions.STEP);
                  element("rt_scan_key", s.key(), collection, next);
                  element("rt_scan_value", s.value(), collection, next);
                  f.get(next).i32(1).op(Op.I32_ADD).set(next);
                  e.parts(e.compiler.splitter.partsOf(node));
                  f.br(again);
                }));
  }

  private void element(String function, int target, int collection, int number) {
    if (!e.compiler.facts.body.of(target).reads.isEmpty()) {
      f.get(collection).get(number).call(function);
      e.set(target);
    }
  }

  private void with(Stmt.WithStmt s) {
    int saved = e.temporary();
    f.get(e.local(s.local())).set(saved);
    if (s.path().isEmpty()) {
      e.push(s.value());
    } else {
      e.push(s.local());
      f.address(unit.keys(s.path()), 0).i32(s.path().size());
      e.push(s.value());
      f.call("rt_with");
    }
    e.set(s.local());
    f.block(
        end -> {
          f.block(
              undefined -> {
                e.openWith(s.local(), saved);
                e.within(undefined, () -> e.statements(node.blocks.get(0)));
                e.withs().restoreInnermost();
                f.br(end);
              });
          e.withs().close();
          e.undefined();
        });
  }
}
