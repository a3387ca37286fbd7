package io.eunomia.archimedes.engine.layout;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.value.Value;

/** Looks keys up the way the value runtime does. */
final class LayoutProbe {
  private LayoutProbe() {}

  /** The address of the entry of a key in an indexed table. */
  static int find(Memory memory, int table, int hash, Value key) {
    int entries = memory.readInt(table + 16);
    int index = memory.readInt(table + 20);
    int mask = memory.readInt(table + 24);
    MemoryReader reader = new MemoryReader(memory);
    for (int slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      int number = memory.readInt(index + 4 * slot);
      if (number == 0) {
        throw new AssertionError("the index does not lead to " + key);
      }
      int entry = entries + 12 * (number - 1);
      if (memory.readInt(entry + 8) == hash && reader.read(memory.readInt(entry)).equals(key)) {
        return entry;
      }
    }
  }
}
