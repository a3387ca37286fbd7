package io.eunomia.wasm.binary;

/** The type of a value on the stack, in a local, a global or a table. */
public enum ValueType {
  I32(0x7f),
  I64(0x7e),
  F32(0x7d),
  F64(0x7c),
  FUNCREF(0x70);

  private final int code;

  ValueType(int code) {
    this.code = code;
  }

  /** Its byte in the binary format. */
  public int code() {
    return code;
  }

  static ValueType of(int code, ByteSource at) {
    for (ValueType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw at.malformed("0x" + Integer.toHexString(code) + " is no value type");
  }
}
