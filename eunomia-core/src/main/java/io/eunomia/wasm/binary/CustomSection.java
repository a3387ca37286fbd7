package io.eunomia.wasm.binary;

import java.util.Arrays;

/**
 * A section that only those read who know its name.
 *
 * @param bytes without the name; the array is the record's own and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record CustomSection(String name, byte[] bytes) {
  @Override
  public boolean equals(Object other) {
    return other instanceof CustomSection section
        && name.equals(section.name)
        && Arrays.equals(bytes, section.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "CustomSection[" + name + ", " + bytes.length + " bytes]";
  }
}
