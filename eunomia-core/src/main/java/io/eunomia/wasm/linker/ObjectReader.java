package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.ByteSource;
import io.eunomia.wasm.binary.CustomSection;
import io.eunomia.wasm.binary.FuncType;
import io.eunomia.wasm.binary.Import;
import io.eunomia.wasm.binary.LocatedModule;
import io.eunomia.wasm.binary.ModuleReader;
import io.eunomia.wasm.binary.RelocatableFunction;
import io.eunomia.wasm.binary.Relocation;
import io.eunomia.wasm.binary.WasmModule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a relocatable object of clang and wasm-ld, per the <a
 * href="https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md">linking
 * conventions</a> of version 2.
 */
public final class ObjectReader {
  private final LocatedModule located;
  private final WasmModule module;
  private final List<FuncType> importedTypes = new ArrayList<>();
  private final List<String> importedNames = new ArrayList<>();
  private final List<String> importedGlobals = new ArrayList<>();

  private ObjectReader(LocatedModule located) {
    this.located = located;
    this.module = located.module();
    for (Import imported : module.imports()) {
      if (imported.kind() instanceof Import.Function function) {
        importedTypes.add(module.types().get(function.type()));
        importedNames.add(imported.name());
      } else if (imported.kind() instanceof Import.Global) {
        importedGlobals.add(imported.name());
      }
    }
  }

  /**
   * Reads an object.
   *
   * @throws io.eunomia.wasm.binary.MalformedModuleException if it is none
   */
  public static ObjectModule read(byte[] bytes) {
    return new ObjectReader(ModuleReader.readLocated(bytes)).object();
  }

  private ObjectModule object() {
    LinkingSection linking = LinkingSection.read(custom("linking"), importedNames, importedGlobals);
    DataSymbols data = new DataSymbols(module.data(), located.data(), linking);
    List<List<Relocation>> inCode = relocateCode(linking, data);
    Map<Integer, String> names = new HashMap<>();
    Map<String, FuncType> missing = new HashMap<>();
    for (ObjectSymbol symbol : linking.symbols()) {
      if (symbol.kind() == ObjectSymbol.Kind.FUNCTION) {
        if (symbol.defined()) {
          names.putIfAbsent(symbol.index() - importedNames.size(), symbol.name());
        } else {
          missing.put(symbol.name(), importedTypes.get(symbol.index()));
        }
      }
    }
    List<RelocatableFunction> functions = new ArrayList<>();
    for (int i = 0; i < module.code().size(); i++) {
      FuncType type = module.types().get(module.functions().get(i));
      String name = names.getOrDefault(i, "function#" + i);
      functions.add(new RelocatableFunction(name, type, module.code().get(i), inCode.get(i)));
    }
    List<RelocationEntry> dataEntries = RelocationEntry.read(optionalCustom("reloc.DATA"));
    return new ObjectModule(
        functions, data.pieces(dataEntries, entry -> relocation(entry, linking, data)), missing);
  }

  private List<List<Relocation>> relocateCode(LinkingSection linking, DataSymbols data) {
    List<List<Relocation>> result = new ArrayList<>();
    module.code().forEach(code -> result.add(new ArrayList<>()));
    List<RelocationEntry> entries =
        new ArrayList<>(RelocationEntry.read(optionalCustom("reloc.CODE")));
    entries.sort(Comparator.comparingInt(RelocationEntry::offset));
    int function = 0;
    for (RelocationEntry entry : entries) {
      while (function + 1 < located.code().size()
          && entry.offset() >= located.code().get(function + 1)) {
        function++;
      }
      RelocationEntry local = entry.at(entry.offset() - located.code().get(function));
      result.get(function).add(relocation(local, linking, data));
    }
    return result;
  }

  private Relocation relocation(RelocationEntry entry, LinkingSection linking, DataSymbols data) {
    int at = entry.offset();
    if (entry.kind() == RelocationEntry.TYPE_INDEX_LEB) {
      return new Relocation.Type(at, 5, module.types().get(entry.index()));
    }
    ObjectSymbol symbol = linking.symbols().get(entry.index());
    return switch (entry.kind()) {
      case RelocationEntry.FUNCTION_INDEX_LEB -> new Relocation.Function(at, 5, symbol.name());
      case RelocationEntry.TABLE_INDEX_SLEB ->
          new Relocation.Slot(at, 5, Relocation.Encoding.SIGNED_LEB, symbol.name());
      case RelocationEntry.TABLE_INDEX_I32 ->
          new Relocation.Slot(at, 4, Relocation.Encoding.FIXED_32, symbol.name());
      case RelocationEntry.MEMORY_ADDR_LEB ->
          data.address(symbol, at, 5, Relocation.Encoding.UNSIGNED_LEB, entry.addend());
      case RelocationEntry.MEMORY_ADDR_SLEB ->
          data.address(symbol, at, 5, Relocation.Encoding.SIGNED_LEB, entry.addend());
      case RelocationEntry.MEMORY_ADDR_I32 ->
          data.address(symbol, at, 4, Relocation.Encoding.FIXED_32, entry.addend());
      case RelocationEntry.GLOBAL_INDEX_LEB -> new Relocation.Global(at, 5, symbol.name());
      case RelocationEntry.TABLE_NUMBER_LEB -> new Relocation.Table(at, 5);
      default ->
          throw new LinkException("relocations of kind " + entry.kind() + " are not supported");
    };
  }

  private ByteSource custom(String name) {
    ByteSource section = optionalCustom(name);
    if (section.atEnd()) {
      throw section.malformed("the module has no section \"" + name + "\": it cannot be linked");
    }
    return section;
  }

  private ByteSource optionalCustom(String name) {
    for (CustomSection section : module.customs()) {
      if (section.name().equals(name)) {
        return new ByteSource(section.bytes());
      }
    }
    return new ByteSource(new byte[0]);
  }
}
