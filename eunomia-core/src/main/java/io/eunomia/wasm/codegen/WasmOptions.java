package io.eunomia.wasm.codegen;

/**
 * How to make a module.
 *
 * @param strictBuiltinErrors whether a builtin's error ends the evaluation, instead of making the
 *     call undefined
 * @param functionNames whether the module carries its functions' names, for profilers and traces
 */
public record WasmOptions(boolean strictBuiltinErrors, boolean functionNames) {
  /** What a policy is made with unless something else is asked for. */
  public static final WasmOptions DEFAULT = new WasmOptions(false, false);
}
