package io.eunomia.wasm.binary;

import java.util.List;

/**
 * A module and where things were in its bytes.
 *
 * @param code where each function's instructions start in the content of the code section
 * @param data where each segment's bytes start in the content of the data section
 */
public record LocatedModule(WasmModule module, List<Integer> code, List<Integer> data) {
  public LocatedModule {
    code = List.copyOf(code);
    data = List.copyOf(data);
  }
}
