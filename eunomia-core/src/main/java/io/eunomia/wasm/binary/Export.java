package io.eunomia.wasm.binary;

/** Something that the host sees. */
public record Export(String name, Kind kind, int index) {
  /** What is exported. */
  public enum Kind {
    FUNCTION(0),
    TABLE(1),
    MEMORY(2),
    GLOBAL(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** Its byte in the binary format. */
    public int code() {
      return code;
    }
  }
}
