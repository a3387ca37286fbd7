package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.layout.ArgumentReader;
import io.eunomia.archimedes.engine.layout.LayoutException;
import io.eunomia.archimedes.engine.layout.ValueLayout;
import io.eunomia.archimedes.engine.value.Value;

/** Answers the calls of builtins of one instance of a module of ours. Not thread-safe. */
final class BuiltinCalls implements EunomiaLink.BuiltinCall {
  private final EunomiaLink link;
  private final Memory memory;
  private final Addresses addresses;
  private final HostBuiltins builtins;
  private final ModuleHeap heap;
  private final BuiltinContext context;
  private final ArgumentReader reader;

  /**
   * @param builtins what is called
   * @param heap where results go, behind what the module has made
   * @param heapBase where what changes begins
   */
  BuiltinCalls(
      EunomiaModule module,
      HostBuiltins builtins,
      EunomiaLink link,
      ModuleHeap heap,
      BuiltinContext context,
      int heapBase) {
    this.builtins = builtins;
    this.link = link;
    this.heap = heap;
    this.context = context;
    memory = link.memory();
    addresses = module.addresses();
    reader = new ArgumentReader(memory, heapBase);
  }

  @Override
  public int call(long[] raw) {
    try {
      return answer(raw);
    } catch (LayoutException e) {
      throw new PolicyAbort("a builtin's argument or result cannot be taken: " + e.getMessage());
    }
  }

  private int answer(long[] raw) {
    Value[] values = new Value[raw.length - 2];
    for (int i = 0; i < values.length; i++) {
      int ref = (int) raw[i + 2];
      if (ref == 0) {
        return 0;
      }
      values[i] = reader.read(ref);
    }
    boolean strict = addresses.strict() != 0 && memory.readInt(addresses.strict()) != 0;
    Value result = builtins.call((int) raw[0], context, strict ? this::place : null, values);
    if (result == null) {
      return 0;
    }
    heap.beginBehind();
    int ref = ValueLayout.write(heap.writer(), result);
    heap.flush();
    return ref;
  }

  /** Where in the policy the builtin is called that runs now, as messages begin. */
  private String place() {
    int text = addresses.place() == 0 ? 0 : memory.readInt(addresses.place());
    return text == 0 ? "" : link.text().message(text);
  }
}
