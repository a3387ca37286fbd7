package io.eunomia.wasm.binary;

/** Something that the host gives. */
public record Import(String module, String name, Kind kind) {
  /** What is imported. */
  public sealed interface Kind {}

  /** A function of a type of the module. */
  public record Function(int type) implements Kind {}

  /** A table of function references. */
  public record Table(Limits limits) implements Kind {}

  /** A memory; limits in pages of 64 KiB. */
  public record Memory(Limits limits) implements Kind {}

  /** A global. */
  public record Global(ValueType type, boolean mutable) implements Kind {}
}
