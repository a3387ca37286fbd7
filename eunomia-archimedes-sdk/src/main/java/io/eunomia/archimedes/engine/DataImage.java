package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.layout.InvalidJsonException;
import io.eunomia.archimedes.engine.layout.JsonInput;
import io.eunomia.archimedes.engine.layout.LayoutException;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import java.util.Arrays;

/** A policy's data as values, laid out once, and copied into the memory of each instance. */
final class DataImage {
  private final int base;
  private final byte[] bytes;
  private final int ref;

  private DataImage(int base, byte[] bytes, int ref) {
    this.base = base;
    this.bytes = bytes;
    this.ref = ref;
  }

  /**
   * Lays data out.
   *
   * @param heap where the heap of a new instance begins
   * @param writer what lays it out
   * @throws InvalidModuleException if it is not JSON, or does not fit
   */
  static DataImage of(byte[] json, int heap, LayoutWriter writer, Limits limits) {
    int base = (heap + 7) & ~7;
    writer.begin(base, (int) limits.maxMemoryBytes() - base);
    try {
      int ref = JsonInput.readAll(writer, json);
      return new DataImage(base, Arrays.copyOf(writer.bytes(), writer.length()), ref);
    } catch (InvalidJsonException | LayoutException e) {
      throw new InvalidModuleException("the data cannot be taken: " + e.getMessage(), e);
    }
  }

  /** The reference of the whole. */
  int ref() {
    return ref;
  }

  /** The first address behind it. */
  int end() {
    return base + bytes.length;
  }

  void copyTo(Memory memory) {
    MemoryRoom.ensure(memory, end());
    memory.write(base, bytes, 0, bytes.length);
  }
}
