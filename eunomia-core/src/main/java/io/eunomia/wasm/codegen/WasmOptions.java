package io.eunomia.wasm.codegen;

import java.util.Set;

/**
 * How to make a module.
 *
 * @param strictBuiltinErrors whether a builtin's error ends the evaluation, instead of making the
 *     call undefined
 * @param functionNames whether the module carries its functions' names, for profilers and traces
 * @param hostBuiltins builtins that are called on the host although the value runtime has them: as
 *     modules of other compilers call them
 */
public record WasmOptions(
    boolean strictBuiltinErrors, boolean functionNames, Set<String> hostBuiltins) {
  /** What a policy is made with unless something else is asked for. */
  public static final WasmOptions DEFAULT = new WasmOptions(false, false);

  /** Copies the set. */
  public WasmOptions {
    hostBuiltins = Set.copyOf(hostBuiltins);
  }

  /** A module that calls on the host what the value runtime does not have. */
  public WasmOptions(boolean strictBuiltinErrors, boolean functionNames) {
    this(strictBuiltinErrors, functionNames, Set.of());
  }
}
