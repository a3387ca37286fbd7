package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.CustomSection;
import java.util.List;
import java.util.Map;

/**
 * What a module is to consist of.
 *
 * @param objects what there is to take from; a name that several define is the last one's
 * @param hostFunctions what the host gives in module {@code env}, in the order of import; what
 *     nothing uses is not imported, so that a host that lacks it can run the module
 * @param functions exported functions; names are symbols
 * @param globals exported constants
 * @param addresses exported globals that hold a datum's address: name to symbol
 * @param heapStart the datum of four bytes that receives where static data ends
 * @param stackSize the bytes below all data that C uses as its stack
 * @param names whether the module says its functions' names, for profilers and stack traces
 */
public record LinkRequest(
    List<ObjectModule> objects,
    List<HostFunction> hostFunctions,
    List<String> functions,
    Map<String, Integer> globals,
    Map<String, String> addresses,
    String heapStart,
    int stackSize,
    List<CustomSection> customs,
    boolean names) {
  /** A host function of so many {@code i32}, and whether it returns one. */
  public record HostFunction(String name, int params, boolean returns) {}
}
