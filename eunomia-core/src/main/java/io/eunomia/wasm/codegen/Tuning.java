package io.eunomia.wasm.codegen;

import io.eunomia.rego.optimizer.OptimizationLevel;

/**
 * How code is made: what a level of optimization asks for, and what tests turn up to see that it
 * does not change results.
 *
 * @param partSize the estimated size, in bytes of WebAssembly, from which a function is divided
 * @param rememberAll whether even what is cheap to work out again is remembered
 * @param analyse whether constants, paths of the input and assignments without conflicts are looked
 *     for; otherwise each statement does what it says
 */
record Tuning(int partSize, boolean rememberAll, boolean analyse) {
  /**
   * The host makes a method of each function, and the JVM interprets methods of more than 8,000
   * bytes, and takes none of more than 64 KiB: with Chicory, between one and two bytes for each of
   * WebAssembly.
   */
  private static final int PART_SIZE = 3000;

  /**
   * What a level asks for. Even if nothing is to be fast, rules are remembered: one that is asked
   * for twice by each of a hundred rules below each other would not come to an end, and would print
   * again what it prints.
   */
  static Tuning of(OptimizationLevel level) {
    boolean fast = level.includes(OptimizationLevel.O1);
    return new Tuning(PART_SIZE, !fast, fast);
  }
}
