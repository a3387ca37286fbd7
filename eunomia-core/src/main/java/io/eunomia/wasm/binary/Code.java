package io.eunomia.wasm.binary;

import java.util.Arrays;
import java.util.List;

/**
 * A function's locals and instructions, {@code end} included.
 *
 * @param locals beyond the parameters
 * @param instructions encoded; the array is the record's own and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record Code(List<Locals> locals, byte[] instructions) {
  /** So many locals of a type. */
  public record Locals(int count, ValueType type) {}

  public Code {
    locals = List.copyOf(locals);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Code code
        && locals.equals(code.locals)
        && Arrays.equals(instructions, code.instructions);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(instructions);
  }

  @Override
  public String toString() {
    return "Code[" + locals + ", " + instructions.length + " bytes]";
  }
}
