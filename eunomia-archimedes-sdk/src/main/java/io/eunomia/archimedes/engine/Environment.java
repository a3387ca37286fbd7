package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What all modules of an engine share.
 *
 * @param limits what an evaluation may cost
 * @param builtins what modules may call
 * @param clock what builtins take for the time
 * @param watchdog who stops what is late
 * @param modules those that are compiled
 * @param prints who gets what policies print, a line at a time, from any thread
 */
record Environment(
    Limits limits,
    BuiltinRegistry builtins,
    Clock clock,
    Watchdog watchdog,
    CompiledModules modules,
    Consumer<String> prints) {
  /** Memory beyond this is not kept from one evaluation to the next. */
  private static final int RETAINED_PAGES = 256;

  /** One whose modules are compiled, and kept nowhere. */
  Environment(
      Limits limits,
      BuiltinRegistry builtins,
      Clock clock,
      Watchdog watchdog,
      Consumer<String> prints) {
    this(limits, builtins, clock, watchdog, new CompiledModules(limits, CodeCache.NONE), prints);
  }

  EvaluationGuard newGuard() {
    return new EvaluationGuard(watchdog, limits.timeout().toNanos());
  }

  BuiltinContext newContext() {
    return new BuiltinContext(clock);
  }

  int retainedPages(int pagesWhenNew) {
    return pagesWhenNew + RETAINED_PAGES;
  }
}
