package io.eunomia.wasm.codegen;

import io.eunomia.rego.optimizer.OptimizationLevel;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to make a module.
 *
 * @param strictBuiltinErrors whether a builtin's error ends the evaluation, instead of making the
 *     call undefined
 * @param functionNames whether the module carries its functions' names, for profilers and traces
 * @param declarations of builtins that each host may have otherwise, by name, as entries of a
 *     capabilities file: the module carries those that it calls, for the host to compare
 * @param hostBuiltins builtins that are called on the host although the value runtime has them: as
 *     modules of other compilers call them
 * @param optimization what is done while code is made: constants, and what is remembered
 * @param pureBuiltins builtins whose value depends on nothing but their arguments, now or later,
 *     and which do nothing else: what rules of data alone may call to be computed ahead by the
 *     host; null if no rule is to be
 * @param entrypointsAhead whether entrypoints are computed ahead too, and rules that replace input
 *     or data by {@code with}
 */
public record WasmOptions(
    boolean strictBuiltinErrors,
    boolean functionNames,
    Map<String, String> declarations,
    Set<String> hostBuiltins,
    OptimizationLevel optimization,
    @Nullable Set<String> pureBuiltins,
    boolean entrypointsAhead) {
  /** What a policy is made with unless something else is asked for. */
  public static final WasmOptions DEFAULT = new WasmOptions(false, false);

  /** Copies the map and the sets. */
  public WasmOptions {
    declarations = Map.copyOf(declarations);
    hostBuiltins = Set.copyOf(hostBuiltins);
    pureBuiltins = pureBuiltins == null ? null : Set.copyOf(pureBuiltins);
  }

  /** Without declarations; what the value runtime does not have is called on the host. */
  public WasmOptions(boolean strictBuiltinErrors, boolean functionNames) {
    this(strictBuiltinErrors, functionNames, Map.of(), Set.of(), OptimizationLevel.O1, null, true);
  }

  /** The same with declarations. */
  public WasmOptions withDeclarations(Map<String, String> theirs) {
    return new WasmOptions(
        strictBuiltinErrors,
        functionNames,
        theirs,
        hostBuiltins,
        optimization,
        pureBuiltins,
        entrypointsAhead);
  }

  /** The same with builtins that are called on the host. */
  public WasmOptions withHostBuiltins(Set<String> names) {
    return new WasmOptions(
        strictBuiltinErrors,
        functionNames,
        declarations,
        names,
        optimization,
        pureBuiltins,
        entrypointsAhead);
  }

  /** The same at another level of optimization. */
  public WasmOptions withOptimization(OptimizationLevel level) {
    return new WasmOptions(
        strictBuiltinErrors,
        functionNames,
        declarations,
        hostBuiltins,
        level,
        pureBuiltins,
        entrypointsAhead);
  }

  /** The same with rules of data alone computed ahead, which call no builtins but these. */
  public WasmOptions withPureBuiltins(@Nullable Set<String> names) {
    return new WasmOptions(
        strictBuiltinErrors,
        functionNames,
        declarations,
        hostBuiltins,
        optimization,
        names,
        entrypointsAhead);
  }

  /** The same with entrypoints, and what is replaced, computed ahead or in each evaluation. */
  public WasmOptions withEntrypointsAhead(boolean on) {
    return new WasmOptions(
        strictBuiltinErrors,
        functionNames,
        declarations,
        hostBuiltins,
        optimization,
        pureBuiltins,
        on);
  }
}
