package io.eunomia.archimedes.engine.builtins;

import org.jspecify.annotations.Nullable;

/**
 * A builtin of somebody's own did what none may do: threw something else than a {@link
 * BuiltinException}, or returned something else than it is declared to. It ends the evaluation,
 * whose decision is a denial; the cause is what was thrown, if something was.
 */
public final class BuiltinFailure extends RuntimeException {
  BuiltinFailure(String message) {
    this(message, null);
  }

  BuiltinFailure(String message, @Nullable Throwable cause) {
    // Where it went wrong, the cause says; the way there leads through the engine.
    super(message, cause, false, false);
  }
}
