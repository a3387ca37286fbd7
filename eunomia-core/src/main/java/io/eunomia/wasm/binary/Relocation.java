package io.eunomia.wasm.binary;

/** A place in instructions or data whose bytes are known only when modules are linked. */
public sealed interface Relocation {
  /** Where in the instructions or data. */
  int offset();

  /** How many bytes there stand in for it: none in generated instructions, five in a LEB of C. */
  int width();

  /** How the number is written. */
  enum Encoding {
    UNSIGNED_LEB,
    SIGNED_LEB,
    FIXED_32
  }

  /** The index of a function. */
  record Function(int offset, int width, String symbol) implements Relocation {}

  /** The slot of a function in the table: what C calls its address. */
  record Slot(int offset, int width, Encoding encoding, String symbol) implements Relocation {}

  /** The address of a datum, and so many bytes more. */
  record Address(int offset, int width, Encoding encoding, String symbol, int addend)
      implements Relocation {}

  /** The index of a global. */
  record Global(int offset, int width, String symbol) implements Relocation {}

  /** The index of a type. */
  record Type(int offset, int width, FuncType type) implements Relocation {}

  /** The index of the one table. */
  record Table(int offset, int width) implements Relocation {}
}
