package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * A function that policies call on the host. Must be thread-safe: instances share it. It runs
 * within a decision: what it takes counts against the timeout of the evaluation, which interrupts
 * its thread.
 */
@FunctionalInterface
public interface Builtin {
  /**
   * Computes the function.
   *
   * @param context what lasts for the evaluation: its time, its randomness, its caches
   * @param arguments as many as the function is declared with, none null
   * @return the result, or {@code null} for undefined
   * @throws BuiltinException for arguments that it cannot work with: the call is undefined then, or
   *     the end of the evaluation where the policy was compiled with strict builtin errors
   */
  @Nullable Value call(BuiltinContext context, Value... arguments) throws BuiltinException;
}
