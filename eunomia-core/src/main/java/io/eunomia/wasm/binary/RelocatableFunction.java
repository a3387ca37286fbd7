package io.eunomia.wasm.binary;

import java.util.List;

/**
 * A function that is not linked yet.
 *
 * @param name unique among what is linked
 * @param relocations by offset, into the instructions
 */
public record RelocatableFunction(
    String name, FuncType type, Code code, List<Relocation> relocations) {
  public RelocatableFunction {
    relocations = List.copyOf(relocations);
  }
}
