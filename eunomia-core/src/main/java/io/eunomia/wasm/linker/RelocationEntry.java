package io.eunomia.wasm.linker;

import io.eunomia.wasm.binary.ByteSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A relocation as the object has it.
 *
 * @param offset in its section's content, or in the function or datum after {@link #at}
 * @param index of a symbol, or of a type
 */
record RelocationEntry(int kind, int offset, int index, int addend) {
  static final int FUNCTION_INDEX_LEB = 0;
  static final int TABLE_INDEX_SLEB = 1;
  static final int TABLE_INDEX_I32 = 2;
  static final int MEMORY_ADDR_LEB = 3;
  static final int MEMORY_ADDR_SLEB = 4;
  static final int MEMORY_ADDR_I32 = 5;
  static final int TYPE_INDEX_LEB = 6;
  static final int GLOBAL_INDEX_LEB = 7;
  static final int FUNCTION_OFFSET_I32 = 8;
  static final int SECTION_OFFSET_I32 = 9;
  static final int TABLE_NUMBER_LEB = 20;

  static List<RelocationEntry> read(ByteSource in) {
    List<RelocationEntry> result = new ArrayList<>();
    if (in.atEnd()) {
      return result;
    }
    in.u32(); // the section's number: its name has said it already
    for (int count = in.count(); count > 0; count--) {
      int kind = in.u8();
      int offset = in.u32();
      int index = in.u32();
      boolean hasAddend =
          switch (kind) {
            case MEMORY_ADDR_LEB,
                MEMORY_ADDR_SLEB,
                MEMORY_ADDR_I32,
                FUNCTION_OFFSET_I32,
                SECTION_OFFSET_I32 ->
                true;
            default -> false;
          };
      result.add(new RelocationEntry(kind, offset, index, hasAddend ? in.s32() : 0));
    }
    return result;
  }

  RelocationEntry at(int place) {
    return new RelocationEntry(kind, place, index, addend);
  }
}
