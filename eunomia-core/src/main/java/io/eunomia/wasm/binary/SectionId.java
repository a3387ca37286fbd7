package io.eunomia.wasm.binary;

/** Numbers of the binary format. */
final class SectionId {
  static final int MAGIC = 0x6d736100;
  static final int VERSION = 1;
  static final int FUNC_TYPE = 0x60;

  static final int CUSTOM = 0;
  static final int TYPE = 1;
  static final int IMPORT = 2;
  static final int FUNCTION = 3;
  static final int TABLE = 4;
  static final int MEMORY = 5;
  static final int GLOBAL = 6;
  static final int EXPORT = 7;
  static final int START = 8;
  static final int ELEMENT = 9;
  static final int CODE = 10;
  static final int DATA = 11;
  static final int DATA_COUNT = 12;

  private SectionId() {}
}
