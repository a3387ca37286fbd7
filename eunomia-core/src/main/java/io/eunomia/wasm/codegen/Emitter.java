package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.flow.Leaving;
import io.eunomia.rego.ir.flow.Node;
import io.eunomia.wasm.binary.FunctionBuilder;
import io.eunomia.wasm.binary.Label;
import io.eunomia.wasm.binary.Op;
import io.eunomia.wasm.binary.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one WebAssembly function: knows its locals, and where branches go. A branch that leaves a
 * part which became a function of its own returns a number to the caller, which branches on.
 */
final class Emitter {
  final BodyCompiler compiler;
  final FunctionBuilder f;
  private final Map<Integer, Integer> locals = new HashMap<>();

  /** The ends of the plan's blocks around, outermost first; null if in the caller. */
  private final List<@Nullable Label> targets = new ArrayList<>();

  private final OpenWiths withs;

  /** Where the function's value goes instead of being returned. */
  private final @Nullable Label result;

  /** Null in the function itself, else what part of it this is. */
  private final @Nullable Region region;

  /** What the numbers that a part returns mean. */
  private final Exits exits = new Exits();

  Emitter(BodyCompiler compiler, FunctionBuilder f, List<Integer> params, @Nullable Label result) {
    this(compiler, f, params, result, null);
  }

  private Emitter(
      BodyCompiler compiler,
      FunctionBuilder f,
      List<Integer> params,
      @Nullable Label result,
      @Nullable Region region) {
    this.compiler = compiler;
    this.f = f;
    this.result = result;
    this.region = region;
    withs = new OpenWiths(f, this::local);
    for (int i = 0; i < params.size(); i++) {
      locals.put(params.get(i), i);
    }
  }

  /** All of the function. */
  void body() {
    f.call(SupportFunctions.STEP);
    parts(compiler.splitter.roots());
  }

  /** The WebAssembly local of a plan's local. */
  int local(int planLocal) {
    return locals.computeIfAbsent(planLocal, unused -> f.local(ValueType.I32));
  }

  int temporary() {
    return f.local(ValueType.I32);
  }

  void set(int planLocal) {
    f.set(local(planLocal));
  }

  /** Puts the local's value onto the stack. */
  void push(int planLocal) {
    push(Operand.local(planLocal));
  }

  /** Puts the operand's value onto the stack. */
  void push(Operand operand) {
    Constant constant = compiler.facts.constants.valueOf(operand);
    if (constant != null) {
      compiler.unit.constants.push(f, constant);
    } else if (operand instanceof Operand.Local local) {
      f.get(local(local.index()));
    }
  }

  /** Blocks, or what became functions of them, one after the other. */
  void parts(List<Splitter.Part> parts) {
    for (Splitter.Part part : parts) {
      if (part instanceof Splitter.Inline inline) {
        block(inline.block());
      } else if (part instanceof Splitter.Outlined outlined) {
        outline(regionOf(outlined), List.of(), inner -> inner.parts(outlined.parts()));
      }
    }
  }

  private Region regionOf(Splitter.Outlined part) {
    boolean mayLeave = Splitter.leaves(part.parts());
    return Region.of(compiler.facts, part.first(), part.last(), mayLeave);
  }

  /**
   * Makes a function of parts and calls it with what the local of a number holds.
   *
   * @param fill fills the function, which has the number in that local
   */
  void outline(Splitter.Outlined part, int number, ObjIntConsumer<Emitter> fill) {
    Region region = regionOf(part);
    outline(region, List.of(number), inner -> fill.accept(inner, region.inputs().size()));
  }

  /** A block that stays where it is. */
  void block(Node.Sequence block) {
    if (block.nodes.isEmpty()) {
      return;
    }
    f.block(end -> within(end, () -> statements(block)));
  }

  /** Runs with one more block around. */
  void within(Label end, Runnable body) {
    targets.add(end);
    body.run();
    targets.remove(targets.size() - 1);
  }

  /** The statements of a block, whose end is the innermost target. */
  void statements(Node.Sequence block) {
    List<List<Node>> chunks = compiler.splitter.chunksOf(block);
    for (List<Node> chunk : chunks) {
      if (chunks.size() == 1) {
        statements(chunk);
      } else {
        int first = chunk.get(0).order;
        int last = chunk.get(chunk.size() - 1).last();
        outline(
            Region.of(compiler.facts, first, last, Leaving.leave(chunk)),
            List.of(),
            inner -> inner.statements(chunk));
      }
    }
  }

  private void statements(List<Node> nodes) {
    for (Node node : nodes) {
      if (!compiler.facts.isFree(node)) {
        new StatementCompiler(this, node).compile();
        if (Leaving.isCertain(node.stmt)) {
          return;
        }
      }
    }
  }

  /** Ends the innermost block if what is on the stack is not zero. */
  void undefinedIf() {
    leaveIf(targets.size() - 1);
  }

  /** Ends the innermost block. */
  void undefined() {
    leave(targets.size() - 1);
  }

  /** Ends the innermost block and so many around it. */
  void leaveBlocks(int more) {
    int target = targets.size() - 1 - more;
    if (target < 0) {
      throw new CompileException(
          "in " + compiler.name + ": a break leaves more blocks than there are around it");
    }
    leave(target);
  }

  private void leaveIf(int target) {
    Label label = targets.get(target);
    if (label != null && !withs.anyInside(target)) {
      f.brIf(label);
    } else {
      f.when(() -> leave(target));
    }
  }

  private void leave(int target) {
    withs.restoreInside(target);
    Label label = targets.get(target);
    if (label != null) {
      f.br(label);
    } else {
      exit(target);
    }
  }

  /** Returns the plan function's value, which is on the stack. */
  void returnValue() {
    if (region != null) {
      int value = temporary();
      f.set(value);
      f.address(compiler.cell(Exits.RETURN), 0).get(value).store(Op.I32_STORE, 0);
      exit(Exits.RETURN);
    } else if (result != null) {
      f.br(result);
    } else {
      f.op(Op.RETURN);
    }
  }

  private void exit(int target) {
    storeOutputs();
    f.i32(exits.number(target)).op(Op.RETURN);
  }

  /** Opens a {@code with}: leaving it restores the local. */
  void openWith(int planLocal, int saved) {
    withs.open(planLocal, saved, targets.size());
  }

  /** Those that are open here. */
  OpenWiths withs() {
    return withs;
  }

  /** Makes a function and calls it, with what locals of this one hold after the plan's locals. */
  private void outline(Region part, List<Integer> more, Consumer<Emitter> fill) {
    boolean returns = part.mayLeave() || part.returnsItsOutput();
    FunctionBuilder function = Unit.function(part.inputs().size() + more.size(), returns ? 1 : 0);
    Emitter inner = new Emitter(compiler, function, part.inputs(), null, part);
    targets.forEach(target -> inner.targets.add(null));
    fill.accept(inner);
    inner.finish();
    String name = compiler.partName();
    compiler.unit.add(function.build(name));

    part.inputs().forEach(input -> f.get(local(input)));
    more.forEach(f::get);
    f.call(name);
    if (part.returnsItsOutput()) {
      set(part.outputs().get(0));
      return;
    }
    int code = part.mayLeave() ? temporary() : -1;
    if (part.mayLeave()) {
      f.set(code);
    }
    for (int output : part.outputs()) {
      Unit.load(f, compiler.cell(output), 0);
      set(output);
    }
    inner.exits.forEach((target, number) -> goOn(target, number, code));
  }

  private void goOn(int target, int number, int code) {
    f.get(code).i32(number).op(Op.I32_EQ);
    if (target == Exits.RETURN) {
      f.when(
          () -> {
            Unit.load(f, compiler.cell(Exits.RETURN), 0);
            returnValue();
          });
    } else {
      leaveIf(target);
    }
  }

  private void finish() {
    if (region == null) {
      throw new IllegalStateException("only parts of functions end so");
    }
    if (region.returnsItsOutput()) {
      push(region.outputs().get(0));
    } else {
      storeOutputs();
      if (region.mayLeave()) {
        f.i32(0);
      }
    }
  }

  private void storeOutputs() {
    if (region != null && !region.returnsItsOutput()) {
      for (int output : region.outputs()) {
        f.address(compiler.cell(output), 0);
        push(output);
        f.store(Op.I32_STORE, 0);
      }
    }
  }
}
