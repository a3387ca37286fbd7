package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.ByteSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The symbols of an object, and how its segments are aligned.
 *
 * @param alignments in bytes, of each segment
 */
record LinkingSection(List<ObjectSymbol> symbols, List<Integer> alignments) {
  private static final int VERSION = 2;
  private static final int SEGMENT_INFO = 5;
  private static final int SYMBOL_TABLE = 8;

  private static final int LOCAL = 0x02;
  private static final int UNDEFINED = 0x10;
  private static final int EXPLICIT_NAME = 0x40;

  static LinkingSection read(
      ByteSource in, List<String> importedFunctions, List<String> importedGlobals) {
    if (in.u32() != VERSION) {
      throw in.malformed("only version 2 of the linking section is supported");
    }
    List<ObjectSymbol> symbols = new ArrayList<>();
    List<Integer> alignments = new ArrayList<>();
    while (!in.atEnd()) {
      int kind = in.u8();
      ByteSource part = in.slice(in.u32());
      if (kind == SEGMENT_INFO) {
        for (int count = part.count(); count > 0; count--) {
          part.name();
          alignments.add(1 << part.u32());
          part.u32();
        }
      } else if (kind == SYMBOL_TABLE) {
        for (int count = part.count(); count > 0; count--) {
          symbols.add(symbol(part, symbols.size(), importedFunctions, importedGlobals));
        }
      }
    }
    return new LinkingSection(symbols, alignments);
  }

  private static ObjectSymbol symbol(
      ByteSource in, int number, List<String> importedFunctions, List<String> importedGlobals) {
    ObjectSymbol.Kind kind = kind(in);
    int flags = in.u32();
    boolean defined = (flags & UNDEFINED) == 0;
    String suffix = (flags & LOCAL) != 0 ? "#" + number : "";
    if (kind == ObjectSymbol.Kind.DATA) {
      String name = in.name() + suffix;
      return defined
          ? new ObjectSymbol(kind, name, true, in.u32(), in.u32(), in.u32())
          : new ObjectSymbol(kind, name, false, 0, 0, 0);
    }
    int index = in.u32();
    String name;
    if (kind == ObjectSymbol.Kind.SECTION) {
      name = "section#" + index;
    } else if (defined || (flags & EXPLICIT_NAME) != 0) {
      name = in.name();
    } else if (kind == ObjectSymbol.Kind.FUNCTION) {
      name = importedFunctions.get(index);
    } else if (kind == ObjectSymbol.Kind.GLOBAL) {
      name = importedGlobals.get(index);
    } else {
      name = kind + "#" + index;
    }
    return new ObjectSymbol(kind, name + suffix, defined, index, 0, 0);
  }

  private static ObjectSymbol.Kind kind(ByteSource in) {
    int code = in.u8();
    return switch (code) {
      case 0 -> ObjectSymbol.Kind.FUNCTION;
      case 1 -> ObjectSymbol.Kind.DATA;
      case 2 -> ObjectSymbol.Kind.GLOBAL;
      case 3 -> ObjectSymbol.Kind.SECTION;
      case 5 -> ObjectSymbol.Kind.TABLE;
      default -> throw in.malformed("a symbol of kind " + code + " is not supported");
    };
  }
}
