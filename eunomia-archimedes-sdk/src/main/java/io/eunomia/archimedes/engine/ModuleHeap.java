package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.EunomiaModule.Addresses;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import io.eunomia.archimedes.engine.layout.StringTable;

/** Brings values onto the heap of an instance of a module of ours. Not thread-safe. */
final class ModuleHeap {
  private final Memory memory;
  private final Addresses addresses;
  private final int end;
  private final LayoutWriter writer;
  private int base;

  /**
   * @param strings those that every instance has
   */
  ModuleHeap(Memory memory, Addresses addresses, StringTable strings, Limits limits) {
    this.memory = memory;
    this.addresses = addresses;
    end = (int) limits.maxMemoryBytes();
    writer = new LayoutWriter(addresses.constants(), strings);
  }

  /** What writes values, between one of the two that begin and {@link #flush()}. */
  LayoutWriter writer() {
    return writer;
  }

  /** All that is on the heap behind the address goes. */
  void begin(int address) {
    base = address;
    writer.begin(base, end - base);
  }

  /** What comes next stands behind what the module has made so far. */
  void beginBehind() {
    begin(end());
  }

  /** Where the module's next value goes. */
  int end() {
    return (memory.readInt(addresses.heap()) + 7) & ~7;
  }

  /** Brings what was written into memory. */
  void flush() {
    int length = writer.length();
    MemoryRoom.ensure(memory, (long) base + length);
    memory.write(base, writer.bytes(), 0, length);
    memory.writeI32(addresses.heap(), base + length);
  }
}
