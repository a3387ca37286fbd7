package io.eunomia.wasm.codegen;

import io.eunomia.wasm.binary.FunctionBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntUnaryOperator;

/** The {@code with}s around what is being compiled: whoever leaves them restores their locals. */
final class OpenWiths {
  private final FunctionBuilder f;
  private final IntUnaryOperator wasmLocals;
  private final Deque<With> withs = new ArrayDeque<>();

  /** A {@code with}, and in how many blocks it stands. */
  private record With(int local, int saved, int depth) {}

  /**
   * None.
   *
   * @param wasmLocals the WebAssembly local of a plan's local
   */
  OpenWiths(FunctionBuilder f, IntUnaryOperator wasmLocals) {
    this.f = f;
    this.wasmLocals = wasmLocals;
  }

  void open(int planLocal, int saved, int depth) {
    withs.push(new With(planLocal, saved, depth));
  }

  /** Whether a branch to the end of that block leaves one. */
  boolean anyInside(int block) {
    return withs.stream().anyMatch(with -> with.depth() > block);
  }

  /** Restores the locals of those that a branch to the end of that block leaves. */
  void restoreInside(int block) {
    withs.stream().filter(with -> with.depth() > block).forEach(this::restore);
  }

  /** Restores the local of the innermost one. */
  void restoreInnermost() {
    restore(withs.getFirst());
  }

  /** Restores the local of the innermost one, which ends. */
  void close() {
    restore(withs.pop());
  }

  private void restore(With with) {
    f.get(with.saved()).set(wasmLocals.applyAsInt(with.local()));
  }
}
