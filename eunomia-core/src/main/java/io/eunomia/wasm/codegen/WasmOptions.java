package io.eunomia.wasm.codegen;

import java.util.Map;

/**
 * How to make a module.
 *
 * @param strictBuiltinErrors whether a builtin's error ends the evaluation, instead of making the
 *     call undefined
 * @param functionNames whether the module carries its functions' names, for profilers and traces
 * @param declarations of builtins that each host may have otherwise, by name, as entries of a
 *     capabilities file: the module carries those that it calls, for the host to compare
 */
public record WasmOptions(
    boolean strictBuiltinErrors, boolean functionNames, Map<String, String> declarations) {
  /** What a policy is made with unless something else is asked for. */
  public static final WasmOptions DEFAULT = new WasmOptions(false, false);

  public WasmOptions {
    declarations = Map.copyOf(declarations);
  }

  /** Without declarations. */
  public WasmOptions(boolean strictBuiltinErrors, boolean functionNames) {
    this(strictBuiltinErrors, functionNames, Map.of());
  }
}
