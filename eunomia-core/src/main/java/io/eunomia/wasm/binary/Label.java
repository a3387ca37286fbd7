package io.eunomia.wasm.binary;

/** Where a branch goes: the end of a block, or the start of a loop. */
public final class Label {
  final int level;
  boolean open = true;

  Label(int level) {
    this.level = level;
  }
}
