package io.eunomia.wasm.binary;

import org.jspecify.annotations.Nullable;

/** How large a table or memory is, and may become; unsigned. */
public record Limits(int min, @Nullable Integer max) {
  /** At least that, without an upper bound. */
  public static Limits atLeast(int min) {
    return new Limits(min, null);
  }
}
