package io.eunomia.wasm.codegen;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Where a part of a function that became one of its own may go on in its caller: it returns a
 * number, and what that means is written down here. 0 is its end.
 */
final class Exits {
  /** In place of a block's number: out of the plan's function. */
  static final int RETURN = -1;

  private final Map<Integer, Integer> numbers = new LinkedHashMap<>();

  /** What is returned to go to the end of a block. */
  int number(int block) {
    return numbers.computeIfAbsent(block, unused -> numbers.size() + 1);
  }

  /** Every block, and what is returned to go there, in the order in which they were asked for. */
  void forEach(BiConsumer<Integer, Integer> action) {
    numbers.forEach(action);
  }
}
