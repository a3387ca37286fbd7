package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import io.eunomia.archimedes.engine.layout.MemoryReader;
import io.eunomia.archimedes.engine.layout.StringTable;
import io.eunomia.archimedes.engine.layout.ValueLayout;
import io.eunomia.archimedes.engine.value.Value;
import org.jspecify.annotations.Nullable;

/** An instance of a module of builtins. Used by one thread at a time. */
final class NativeInstance {
  private final EunomiaLink link;
  private final ByteArrayMemory memory;
  private final Addresses addresses;
  private final ModuleHeap heap;
  private final MemoryReader reader;
  private final int heapBase;
  private final int evalFunction;
  private final int retainedPages;
  private final long[] arguments = new long[3];

  /** From the call into the module until it returns; still set if it never does. */
  private boolean halfway;

  NativeInstance(EunomiaLink link, Environment environment) {
    this.link = link;
    memory = link.memory();
    addresses = link.addresses();
    heap = new ModuleHeap(memory, addresses, new StringTable(), environment.limits());
    reader = new MemoryReader(memory);
    heapBase = (link.heap() + 7) & ~7;
    evalFunction = link.function("eunomia_eval");
    retainedPages = environment.retainedPages(memory.pages());
  }

  /**
   * Calls a builtin; null is undefined.
   *
   * @param entrypoint which one
   * @param steps how many steps it may take; how many are left is in there afterwards
   * @throws PolicyAbort if it fails, with what the module says
   */
  @Nullable Value call(int entrypoint, Steps steps, Value[] operands) {
    heap.begin(heapBase);
    LayoutWriter writer = heap.writer();
    for (int i = 0; i < operands.length; i++) {
      memory.writeI32(addresses.slots() + 4 * i, ValueLayout.write(writer, operands[i]));
    }
    heap.flush();
    memory.writeLong(addresses.budget(), steps.left);
    arguments[0] = entrypoint;
    arguments[1] = addresses.noInput();
    halfway = true;
    try {
      int result = link.call(evalFunction, arguments);
      halfway = false;
      return result == 0 ? null : reader.read(result);
    } finally {
      steps.left = memory.readLong(addresses.budget());
    }
  }

  /** Whether it may be used again: it did not stop halfway, and did not grow large. */
  boolean isReusable() {
    return !halfway && memory.pages() <= retainedPages;
  }

  /** The steps that are left of one evaluation. */
  static final class Steps {
    private long left;

    Steps(long limit) {
      left = limit;
    }
  }
}
