package io.eunomia.wasm.binary;

import java.util.Arrays;
import java.util.List;

/**
 * A datum that has no address yet.
 *
 * @param name unique among what is linked
 * @param bytes zeros if it starts empty; the array is the record's own and not to be changed
 * @param alignment of its address, in bytes
 * @param relocations by offset
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record RelocatableData(
    String name, byte[] bytes, int alignment, List<Relocation> relocations) {
  public RelocatableData {
    relocations = List.copyOf(relocations);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RelocatableData data
        && name.equals(data.name)
        && alignment == data.alignment
        && relocations.equals(data.relocations)
        && Arrays.equals(bytes, data.bytes);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return "RelocatableData[" + name + ", " + bytes.length + " bytes]";
  }
}
