package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes policies out of WebAssembly: modules of our compiler through their own exports, modules of
 * others through OPA's ABI. Thread-safe. Has one thread, which stops evaluations that are late.
 */
public final class PolicyEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyEngine.class);

  private final Environment environment;
  private final Execution execution;

  /** How modules are run. */
  public enum Execution {
    /** As JVM bytecode: what services use. */
    COMPILED,
    /**
     * By an interpreter: a hundred times slower to decide, but ready at once. For what is asked
     * once.
     */
    INTERPRETED
  }

  /**
   * Starts an engine.
   *
   * @param limits for every evaluation
   * @param builtins what modules may call on the host
   * @param clock what builtins take for the time
   */
  public PolicyEngine(Limits limits, BuiltinRegistry builtins, Clock clock) {
    this(limits, builtins, clock, Execution.COMPILED);
  }

  /**
   * Starts an engine that runs modules in a given way.
   *
   * @param limits for every evaluation
   * @param builtins what modules may call on the host
   * @param clock what builtins take for the time
   * @param execution how modules are run
   */
  public PolicyEngine(Limits limits, BuiltinRegistry builtins, Clock clock, Execution execution) {
    this(limits, builtins, clock, execution, PolicyEngine::log);
  }

  /**
   * Starts an engine that tells what policies print, those that were compiled with their prints.
   *
   * @param limits for every evaluation
   * @param builtins what modules may call on the host
   * @param clock what builtins take for the time
   * @param execution how modules are run
   * @param prints gets a line at a time, up to 64 KiB of it, from the threads that evaluate;
   *     otherwise they go to the log, at level debug
   */
  public PolicyEngine(
      Limits limits,
      BuiltinRegistry builtins,
      Clock clock,
      Execution execution,
      Consumer<String> prints) {
    this(limits, builtins, clock, execution, prints, CodeCache.NONE);
  }

  /**
   * Starts an engine that finds the bytecode of modules where it was kept, also by processes before
   * this one.
   *
   * @param limits for every evaluation
   * @param builtins what modules may call on the host
   * @param clock what builtins take for the time
   * @param cache where bytecode is kept; see there who must not be able to write it
   */
  public PolicyEngine(Limits limits, BuiltinRegistry builtins, Clock clock, CodeCache cache) {
    this(limits, builtins, clock, Execution.COMPILED, PolicyEngine::log, cache);
  }

  private PolicyEngine(
      Limits limits,
      BuiltinRegistry builtins,
      Clock clock,
      Execution execution,
      Consumer<String> prints,
      CodeCache cache) {
    environment =
        new Environment(
            limits,
            builtins,
            clock,
            new Watchdog(limits.timeout().toNanos()),
            new CompiledModules(limits, cache),
            prints);
    this.execution = execution;
  }

  private static void log(String line) {
    LOG.debug("print: {}", line);
  }

  /**
   * Compiles a module, unless it is one of the last eight that were. Costs a tenth of a second to a
   * second: not for the path of a request.
   *
   * @param wasm the module
   * @param data the JSON that is {@code data} besides the policy's own rules
   * @throws InvalidModuleException if it is no policy module, or one that cannot run here
   */
  public LoadedPolicy load(byte[] wasm, byte[] data) {
    CompiledWasm compiled = environment.modules().get(wasm, execution);
    try {
      return new LoadedPolicy(module(compiled, data), environment.limits());
    } catch (EvaluationException e) {
      throw new InvalidModuleException(String.valueOf(e.getMessage()), e);
    }
  }

  private PolicyModule module(CompiledWasm compiled, byte[] data) {
    if (EunomiaModule.isOurs(compiled)) {
      return EunomiaModule.load(environment, compiled, data);
    }
    if (OpaModule.isOpa(compiled)) {
      return OpaModule.load(environment, compiled, data);
    }
    throw new InvalidModuleException(
        "no policy module: it exports neither eunomia_abi nor opa_wasm_abi_version");
  }

  /** Stops the thread; policies of this engine must not be asked any more. */
  @Override
  public void close() {
    environment.watchdog().close();
  }
}
