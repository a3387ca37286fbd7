package io.eunomia.archimedes.engine;

import java.io.ByteArrayOutputStream;

/**
 * A module without the code of its functions, which instances of a compiled one do not need: what
 * is left is read in a fraction of the time, and the parsed form takes a fraction of the memory,
 * which for code is thirty to seventy times the module's size.
 */
final class ModuleSkeleton {
  private static final int HEADER = 8;
  private static final int CODE_SECTION = 10;

  /** No locals, {@code unreachable}, {@code end}: valid for functions of every type. */
  private static final byte[] BODY = {3, 0, 0x00, 0x0B};

  private final byte[] module;
  private int at = HEADER;

  private ModuleSkeleton(byte[] module) {
    this.module = module;
  }

  /**
   * The module with bodies that do nothing.
   *
   * @param module one that was found valid
   */
  static byte[] of(byte[] module) {
    return new ModuleSkeleton(module).strip();
  }

  private byte[] strip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(module, 0, HEADER);
    while (at < module.length) {
      int start = at;
      int id = module[at++];
      int size = number();
      int content = at;
      if (id == CODE_SECTION) {
        writeBodies(out, number());
      } else {
        out.write(module, start, content + size - start);
      }
      at = content + size;
    }
    return out.toByteArray();
  }

  private static void writeBodies(ByteArrayOutputStream out, int count) {
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    writeNumber(section, count);
    for (int i = 0; i < count; i++) {
      section.writeBytes(BODY);
    }
    out.write(CODE_SECTION);
    writeNumber(out, section.size());
    out.writeBytes(section.toByteArray());
  }

  /** LEB128, unsigned. */
  private int number() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = module[at++];
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void writeNumber(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
