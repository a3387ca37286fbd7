package io.eunomia.wasm.binary;

import java.util.Arrays;

/**
 * Bytes that go into memory when the module starts.
 *
 * @param offset the address
 * @param bytes the array is the record's own and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Segment(int offset, byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Segment segment
        && offset == segment.offset
        && Arrays.equals(bytes, segment.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * offset + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Segment[" + offset + ", " + bytes.length + " bytes]";
  }
}
