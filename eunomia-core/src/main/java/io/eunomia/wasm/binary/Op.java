package io.eunomia.wasm.binary;

/** The instructions that generated code is made of; the linked runtime may use any other. */
public enum Op {
  UNREACHABLE(0x00),
  NOP(0x01),
  BLOCK(0x02),
  LOOP(0x03),
  IF(0x04),
  ELSE(0x05),
  END(0x0b),
  BR(0x0c),
  BR_IF(0x0d),
  BR_TABLE(0x0e),
  RETURN(0x0f),
  CALL(0x10),
  CALL_INDIRECT(0x11),
  DROP(0x1a),
  SELECT(0x1b),
  LOCAL_GET(0x20),
  LOCAL_SET(0x21),
  LOCAL_TEE(0x22),
  GLOBAL_GET(0x23),
  GLOBAL_SET(0x24),
  I32_LOAD(0x28),
  I64_LOAD(0x29),
  I32_LOAD8_U(0x2d),
  I32_STORE(0x36),
  I64_STORE(0x37),
  I32_CONST(0x41),
  I64_CONST(0x42),
  I32_EQZ(0x45),
  I32_EQ(0x46),
  I32_NE(0x47),
  I32_LT_S(0x48),
  I32_LT_U(0x49),
  I32_GT_S(0x4a),
  I32_GT_U(0x4b),
  I32_GE_U(0x4f),
  I64_EQ(0x51),
  I64_LT_S(0x53),
  I32_ADD(0x6a),
  I32_SUB(0x6b),
  I32_MUL(0x6c),
  I32_AND(0x71),
  I32_OR(0x72),
  I32_SHL(0x74),
  I32_SHR_S(0x75),
  I64_ADD(0x7c),
  I64_SUB(0x7d);

  private final int code;

  Op(int code) {
    this.code = code;
  }

  /** Its byte in the binary format. */
  public int code() {
    return code;
  }
}
