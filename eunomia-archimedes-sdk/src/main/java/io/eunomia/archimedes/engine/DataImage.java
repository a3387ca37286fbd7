package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.layout.InvalidJsonException;
import io.eunomia.archimedes.engine.layout.JsonInput;
import io.eunomia.archimedes.engine.layout.LayoutException;
import io.eunomia.archimedes.engine.layout.LayoutWriter;
import java.util.Arrays;

/**
 * A policy's data as values, laid out once, and copied into the memory of each instance; behind it
 * what was computed of data ahead, with the cells where the policy finds that. Immutable.
 */
final class DataImage {
  private final int base;
  private final byte[] bytes;
  private final int ref;
  private final int cellsAt;
  private final byte[] cells;
  private final int prepared;

  private DataImage(int base, byte[] bytes, int ref, int cellsAt, byte[] cells, int prepared) {
    this.base = base;
    this.bytes = bytes;
    this.ref = ref;
    this.cellsAt = cellsAt;
    this.cells = cells;
    this.prepared = prepared;
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
      byte[] bytes = Arrays.copyOf(writer.bytes(), writer.length());
      // What is computed of it follows at once, and values stand at multiples of eight.
      byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) & ~7);
      return new DataImage(base, padded, ref, 0, new byte[0], 0);
    } catch (InvalidJsonException | LayoutException e) {
      throw new InvalidModuleException("the data cannot be taken: " + e.getMessage(), e);
    }
  }

  /**
   * The same with what was computed of it.
   *
   * @param values what stands behind data
   * @param cellsAt where the policy looks for it
   * @param cells what it finds there
   * @param rules how many rules' values that is
   */
  DataImage with(byte[] values, int cellsAt, byte[] cells, int rules) {
    byte[] all = Arrays.copyOf(bytes, bytes.length + values.length);
    System.arraycopy(values, 0, all, bytes.length, values.length);
    return new DataImage(base, all, ref, cellsAt, cells, rules);
  }

  /** The reference of the whole. */
  int ref() {
    return ref;
  }

  /** Its first address. */
  int base() {
    return base;
  }

  /** The first address behind it. */
  int end() {
    return base + bytes.length;
  }

  /** How many rules' values it has. */
  int prepared() {
    return prepared;
  }

  void copyTo(Memory memory) {
    MemoryRoom.ensure(memory, end());
    memory.write(base, bytes, 0, bytes.length);
    if (cells.length > 0) {
      memory.write(cellsAt, cells, 0, cells.length);
    }
  }
}
