package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.RelocatableData;
import io.eunomia.wasm.binary.RelocatableFunction;
import java.util.List;
import java.util.Map;

/**
 * What can be linked: functions and data that refer to each other, and to others', by name.
 *
 * @param functions in their order
 * @param data in their order
 * @param missing functions that are called, and must come from elsewhere
 */
public record ObjectModule(
    List<RelocatableFunction> functions,
    List<RelocatableData> data,
    Map<String, FuncType> missing) {
  public ObjectModule {
    functions = List.copyOf(functions);
    data = List.copyOf(data);
    missing = Map.copyOf(missing);
  }
}
