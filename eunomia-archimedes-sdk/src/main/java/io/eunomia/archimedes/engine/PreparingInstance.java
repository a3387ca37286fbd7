package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;

/** An instance of a module of ours that computes rules ahead, and decides nothing. */
final class PreparingInstance implements AutoCloseable {
  private final EunomiaLink link;
  private final Memory memory;
  private final Addresses addresses;
  private final ModuleHeap heap;
  private final BuiltinContext context;
  private final EvaluationGuard guard;
  private final Limits limits;
  private final int prepareFunction;
  private final int dataRef;
  private int start;
  private int end;
  private boolean late;

  /**
   * @param data with what was computed before
   * @param maxPages the memory that it may have
   */
  PreparingInstance(EunomiaModule module, DataImage data, int maxPages) {
    Environment environment = module.environment();
    link = new EunomiaLink(module.wasm(), environment.prints(), maxPages);
    memory = link.memory();
    addresses = module.addresses();
    limits = environment.limits();
    heap = new ModuleHeap(memory, addresses, module.strings(), limits);
    context = environment.newContext();
    prepareFunction = link.function("eunomia_prepare");
    data.copyTo(memory);
    dataRef = data.ref();
    end = (data.end() + 7) & ~7;
    HostBuiltins builtins = module.builtins().standardOnly();
    link.onBuiltin(new BuiltinCalls(module, builtins, link, heap, context, data.end()));
    guard = environment.newGuard();
  }

  /**
   * Computes a rule. After one that failed the instance is good for nothing.
   *
   * @return whether it has a value now, or is known to be undefined
   */
  boolean compute(int rule, long steps) {
    guard.begin();
    boolean done = false;
    try {
      context.begin(limits.deadline());
      start = end;
      heap.begin(start);
      heap.flush();
      memory.writeLong(addresses.budget(), steps);
      link.call(prepareFunction, rule, dataRef);
      end = heap.end();
      done = true;
    } catch (RuntimeException | Error e) {
      // An evaluation that needs it will fail in the same way, and say so.
      done = false;
    }
    late = guard.end();
    return done;
  }

  /** What the last rule left on the heap. */
  byte[] newValues() {
    return memory.readBytes(start, end - start);
  }

  Memory memory() {
    return memory;
  }

  long stepsLeft() {
    return memory.readLong(addresses.budget());
  }

  /** Whether the last rule was stopped because time was up, or would have been. */
  boolean wasLate() {
    return late;
  }

  @Override
  public void close() {
    guard.close();
  }
}
