package io.eunomia.archimedes.engine.layout;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the arguments of builtins. What lies below the heap never changes while an instance lives:
 * the policy's constants, and its data. It is read once, so that a schema or a key costs nothing
 * the next time, and builtins that remember what they made of it recognise it at once. Values are
 * whole when they are handed out, since builtins may keep them. Not thread-safe.
 */
public final class ArgumentReader {
  private static final int SLOTS = 128;

  /** So many parts of values are kept at most: some megabytes. */
  private static final int MAX_PARTS = 50_000;

  private final MemoryReader reader;
  private final int heapBase;
  private int[] refs = {};
  private @Nullable Value[] values = {};
  private long kept;

  /**
   * A reader of one instance's memory.
   *
   * @param heapBase where what changes begins
   */
  public ArgumentReader(Memory memory, int heapBase) {
    reader = new MemoryReader(memory);
    this.heapBase = heapBase;
  }

  /** The value at a reference, which must not be 0 (undefined). */
  public Value read(int ref) {
    return (ref & 1) == 0 && ref < heapBase ? constant(ref) : reader.read(ref);
  }

  private Value constant(int ref) {
    if (refs.length == 0) {
      refs = new int[SLOTS];
      values = new Value[SLOTS];
    }
    int slot = (ref >>> 3) % SLOTS;
    Value known = values[slot];
    if (known != null && refs[slot] == ref) {
      return known;
    }
    long before = reader.parts();
    Value value = reader.read(ref);
    keep(slot, ref, value, reader.parts() - before);
    return value;
  }

  private void keep(int slot, int ref, Value value, long parts) {
    if (parts > MAX_PARTS) {
      return;
    }
    if (kept + parts > MAX_PARTS) {
      Arrays.fill(values, null);
      kept = 0;
    }
    // What is overwritten still counts: the sum is a bound, and starting over costs little.
    kept += parts;
    refs[slot] = ref;
    values[slot] = value;
  }
}
