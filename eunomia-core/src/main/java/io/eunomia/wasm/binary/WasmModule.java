package io.eunomia.wasm.binary;

import java.util.List;

/**
 * A module. Tables and memories of its own, imported ones and globals with constant initial values
 * are what this model knows; passive segments, start functions and other extensions are refused by
 * the reader.
 *
 * @param functions the type of each function that the module defines
 * @param elements what goes into table 0 when the module starts
 * @param code of each function in {@code functions}
 * @param customs after all other sections
 */
public record WasmModule(
    List<FuncType> types,
    List<Import> imports,
    List<Integer> functions,
    List<Limits> tables,
    List<Limits> memories,
    List<Global> globals,
    List<Export> exports,
    List<Elements> elements,
    List<Code> code,
    List<Segment> data,
    List<CustomSection> customs) {
  /** A global and the constant that it starts with. */
  public record Global(ValueType type, boolean mutable, long initial) {}

  /** Functions in consecutive slots of table 0. */
  public record Elements(int offset, List<Integer> functions) {
    public Elements {
      functions = List.copyOf(functions);
    }
  }

  public WasmModule {
    types = List.copyOf(types);
    imports = List.copyOf(imports);
    functions = List.copyOf(functions);
    tables = List.copyOf(tables);
    memories = List.copyOf(memories);
    globals = List.copyOf(globals);
    exports = List.copyOf(exports);
    elements = List.copyOf(elements);
    code = List.copyOf(code);
    data = List.copyOf(data);
    customs = List.copyOf(customs);
  }

  /** How many functions are imported: they come first in the index space. */
  public int importedFunctions() {
    return (int) imports.stream().filter(i -> i.kind() instanceof Import.Function).count();
  }
}
