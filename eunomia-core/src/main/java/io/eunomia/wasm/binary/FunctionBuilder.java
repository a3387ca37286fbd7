package io.eunomia.wasm.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a function's instructions. Blocks nest as the lambdas that fill them; branches name a
 * {@link Label}, not a depth; other functions, data and globals are named by symbol and leave a
 * {@link Relocation}. Not thread-safe.
 */
public final class FunctionBuilder {
  private static final int EMPTY_BLOCK = 0x40;

  private final FuncType type;
  private final ByteSink out = new ByteSink();
  private final List<Relocation> relocations = new ArrayList<>();
  private final List<ValueType> locals = new ArrayList<>();
  private int level;

  /** Where the last {@code local.set} starts and ends, and what it sets: see {@link #get}. */
  private int setStart = -1;

  private int setEnd = -1;
  private int setLocal = -1;

  public FunctionBuilder(FuncType type) {
    this.type = type;
  }

  /** A new local; parameters are the first ones. */
  public int local(ValueType valueType) {
    locals.add(valueType);
    return type.params().size() + locals.size() - 1;
  }

  /** How many bytes of instructions there are so far. */
  public int size() {
    return out.size();
  }

  public FunctionBuilder op(Op op) {
    out.u8(op.code());
    return this;
  }

  public FunctionBuilder i32(int value) {
    op(Op.I32_CONST);
    out.s64(value);
    return this;
  }

  public FunctionBuilder i64(long value) {
    op(Op.I64_CONST);
    out.s64(value);
    return this;
  }

  /** Reads a local. What was set just before stays on the stack instead. */
  public FunctionBuilder get(int local) {
    if (setEnd == out.size() && setLocal == local) {
      out.truncate(setStart);
      setEnd = -1;
      return tee(local);
    }
    op(Op.LOCAL_GET);
    out.u32(local);
    return this;
  }

  public FunctionBuilder set(int local) {
    setStart = out.size();
    setLocal = local;
    op(Op.LOCAL_SET);
    out.u32(local);
    setEnd = out.size();
    return this;
  }

  public FunctionBuilder tee(int local) {
    op(Op.LOCAL_TEE);
    out.u32(local);
    return this;
  }

  /** Reads memory at the address on the stack plus an offset. */
  public FunctionBuilder load(Op op, int offset) {
    op(op);
    out.u32(alignment(op)).u32(offset);
    return this;
  }

  /** Writes memory at the address below the value on the stack plus an offset. */
  public FunctionBuilder store(Op op, int offset) {
    return load(op, offset);
  }

  private static int alignment(Op op) {
    return switch (op) {
      case I64_LOAD, I64_STORE -> 3;
      case I32_LOAD, I32_STORE -> 2;
      default -> 0;
    };
  }

  /** The address of a datum. */
  public FunctionBuilder address(String symbol, int addend) {
    op(Op.I32_CONST);
    relocations.add(
        new Relocation.Address(out.size(), 0, Relocation.Encoding.SIGNED_LEB, symbol, addend));
    return this;
  }

  /** The table slot of a function. */
  public FunctionBuilder slot(String function) {
    op(Op.I32_CONST);
    relocations.add(new Relocation.Slot(out.size(), 0, Relocation.Encoding.SIGNED_LEB, function));
    return this;
  }

  public FunctionBuilder call(String function) {
    op(Op.CALL);
    relocations.add(new Relocation.Function(out.size(), 0, function));
    return this;
  }

  /** Calls the function whose slot is on the stack above the arguments. */
  public FunctionBuilder callIndirect(FuncType callee) {
    op(Op.CALL_INDIRECT);
    relocations.add(new Relocation.Type(out.size(), 0, callee));
    relocations.add(new Relocation.Table(out.size(), 0));
    return this;
  }

  /** A block; its label is at its end. */
  public FunctionBuilder block(Consumer<Label> body) {
    return nest(Op.BLOCK, null, body);
  }

  /** A block that leaves a value. */
  public FunctionBuilder block(ValueType result, Consumer<Label> body) {
    return nest(Op.BLOCK, result, body);
  }

  /** A loop; its label is at its start. */
  public FunctionBuilder loop(Consumer<Label> body) {
    return nest(Op.LOOP, null, body);
  }

  /** Runs the body if what is on the stack is not zero. */
  public FunctionBuilder when(Runnable then) {
    return nest(Op.IF, null, label -> then.run());
  }

  /** Runs one of the bodies. */
  public FunctionBuilder either(Runnable then, Runnable otherwise) {
    return nest(
        Op.IF,
        null,
        label -> {
          then.run();
          op(Op.ELSE);
          otherwise.run();
        });
  }

  /** Either body leaves a value. */
  public FunctionBuilder choose(ValueType result, Runnable then, Runnable otherwise) {
    return nest(
        Op.IF,
        result,
        label -> {
          then.run();
          op(Op.ELSE);
          otherwise.run();
        });
  }

  private FunctionBuilder nest(Op op, @Nullable ValueType result, Consumer<Label> body) {
    op(op);
    out.u8(result == null ? EMPTY_BLOCK : result.code());
    level++;
    Label label = new Label(level);
    body.accept(label);
    label.open = false;
    level--;
    return op(Op.END);
  }

  public FunctionBuilder br(Label label) {
    op(Op.BR);
    out.u32(depth(label));
    return this;
  }

  public FunctionBuilder brIf(Label label) {
    op(Op.BR_IF);
    out.u32(depth(label));
    return this;
  }

  /** Branches to the label of the number on the stack, or to the last one. */
  public FunctionBuilder brTable(List<Label> labels, Label otherwise) {
    op(Op.BR_TABLE);
    out.vector(labels, (sink, label) -> sink.u32(depth(label)));
    out.u32(depth(otherwise));
    return this;
  }

  private int depth(Label label) {
    if (!label.open) {
      throw new IllegalStateException("the branch is outside of its label's block");
    }
    return level - label.level;
  }

  /** The finished function. */
  public RelocatableFunction build(String name) {
    op(Op.END);
    List<Code.Locals> groups = new ArrayList<>();
    for (int i = 0, next; i < locals.size(); i = next) {
      ValueType valueType = locals.get(i);
      for (next = i + 1; next < locals.size() && locals.get(next) == valueType; ) {
        next++;
      }
      groups.add(new Code.Locals(next - i, valueType));
    }
    return new RelocatableFunction(name, type, new Code(groups, out.toByteArray()), relocations);
  }
}
