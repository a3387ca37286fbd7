package io.eunomia.wasm.binary;

import java.util.Collections;
import java.util.List;

/** What a function takes and gives. */
public record FuncType(List<ValueType> params, List<ValueType> results) {
  public FuncType {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  /** A function of that many {@code i32} to that many {@code i32}: all that a policy needs. */
  public static FuncType ints(int params, int results) {
    return new FuncType(
        Collections.nCopies(params, ValueType.I32), Collections.nCopies(results, ValueType.I32));
  }

  @Override
  public String toString() {
    return params + " -> " + results;
  }
}
