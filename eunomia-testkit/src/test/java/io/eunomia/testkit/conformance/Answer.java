package io.eunomia.testkit.conformance;

import org.jspecify.annotations.Nullable;

/** What an engine says. */
sealed interface Answer {
  /**
   * A result.
   *
   * @param json the entrypoint's value, or its set of results, as the ABI has it; null if undefined
   */
  record Result(@Nullable String json) implements Answer {}

  /** The evaluation failed. */
  record Failure(String message) implements Answer {}

  /** The engine does not offer what the module needs. */
  record Unfit(String reason) implements Answer {
    static final Answer HOST_BUILTINS = new Unfit("builtins of the host");
  }
}
