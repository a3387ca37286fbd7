package io.eunomia.wasm.linker;

/**
 * A name in an object.
 *
 * @param name made unique where it is local to one source file
 * @param index of a function, global or table; of the segment of a datum
 * @param offset of a datum in its segment
 * @param size of a datum
 */
record ObjectSymbol(Kind kind, String name, boolean defined, int index, int offset, int size) {
  /** What it names. */
  enum Kind {
    FUNCTION,
    DATA,
    GLOBAL,
    SECTION,
    TABLE
  }
}
