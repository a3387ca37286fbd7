package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.Memory;
import io.eunomia.archimedes.engine.EvaluationException.Reason;

/** Makes memories large enough. */
final class MemoryRoom {
  private MemoryRoom() {}

  /** Grows a memory until it reaches to an address. */
  static void ensure(Memory memory, long end) {
    long missing = end - (long) memory.pages() * Memory.PAGE_SIZE;
    if (missing <= 0) {
      return;
    }
    int pages = (int) ((missing + Memory.PAGE_SIZE - 1) / Memory.PAGE_SIZE);
    if (memory.grow(pages) < 0) {
      throw new EvaluationException(
          Reason.ERROR,
          "the evaluation needs "
              + end
              + " bytes of memory, more than the limit of "
              + (long) memory.maximumPages() * Memory.PAGE_SIZE);
    }
  }
}
