package io.eunomia.wasm.codegen;

/**
 * What tests turn up to see that it does not change results.
 *
 * @param partSize the estimated size, in bytes of WebAssembly, from which a function is divided
 * @param rememberAll whether even what is cheap to work out again is remembered
 */
record Tuning(int partSize, boolean rememberAll) {
  /**
   * The host makes a method of each function, and the JVM interprets methods of more than 8,000
   * bytes: with Chicory, between one and two bytes for each of WebAssembly.
   */
  static final Tuning DEFAULT = new Tuning(3000, false);
}
