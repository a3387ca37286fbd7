package io.eunomia.archimedes.engine;

import io.eunomia.archimedes.engine.NativeInstance.Steps;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.Builtin;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.builtins.BuiltinException;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.BuiltinModule;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builtins that modules of ours have inside, for modules that call them on the host. They are a
 * module too, which is linked for those that are called, so that no builtin is written twice; each
 * instance of a policy has one of it, kept where its builtins keep what they need again.
 *
 * <p>What they take counts: their steps are limited as an evaluation's, over all calls of it, and
 * the evaluation's timeout covers them. Their memory has the limit of an instance, for itself.
 */
final class NativeBuiltins {
  private static final String[] ERRORS = {"eval_builtin_error", "eval_type_error"};

  private final Environment environment;
  private final CompiledWasm wasm;

  private NativeBuiltins(Environment environment, CompiledWasm wasm) {
    this.environment = environment;
    this.wasm = wasm;
  }

  /**
   * Those of some names that modules of ours have inside; the others are left out. Costs linking
   * and compiling a module, unless there is none.
   */
  static Map<String, Builtin> of(
      Collection<String> names, Environment environment, Execution execution) {
    Map<String, Builtin> builtins = new HashMap<>();
    Collection<String> found = names.stream().filter(BuiltinModule::has).toList();
    if (found.isEmpty()) {
      return builtins;
    }
    NativeBuiltins natives =
        new NativeBuiltins(
            environment, environment.modules().get(BuiltinModule.of(found), execution));
    String table = natives.newLink().table("entrypoints");
    ModuleTables.read("entrypoints", table)
        .forEach(
            (name, entrypoint) ->
                builtins.put(
                    name,
                    (context, arguments) -> natives.call(name, entrypoint, context, arguments)));
    return builtins;
  }

  private @Nullable Value call(
      String name, int entrypoint, BuiltinContext context, Value[] arguments)
      throws BuiltinException {
    Holder holder = context.cached(this, Holder::new);
    NativeInstance instance = holder.instance;
    if (instance == null || !instance.isReusable()) {
      instance = new NativeInstance(newLink(), environment);
      holder.instance = instance;
    }
    Steps steps = context.draw(this, unused -> new Steps(environment.limits().maxSteps()));
    try {
      return instance.call(entrypoint, steps, arguments);
    } catch (PolicyAbort abort) {
      throw failure(name, abort);
    }
  }

  private EunomiaLink newLink() {
    return new EunomiaLink(wasm, environment.prints());
  }

  /** What an abort is: the builtin's error, which is thrown, or the end of the evaluation. */
  private static PolicyAbort failure(String name, PolicyAbort abort) throws BuiltinException {
    String message = String.valueOf(abort.getMessage());
    if (!message.startsWith(BuiltinModule.PLACE)) {
      return abort;
    }
    String said = message.substring(BuiltinModule.PLACE.length());
    for (String code : ERRORS) {
      if (said.startsWith(code + ": ")) {
        String problem = said.substring(code.length() + 2);
        String prefix = name + ": ";
        throw BuiltinException.coded(
            code, problem.startsWith(prefix) ? problem.substring(prefix.length()) : problem);
      }
    }
    return new PolicyAbort(said);
  }

  /** Where an instance of a policy has its instance of these. */
  private static final class Holder {
    private @Nullable NativeInstance instance;
  }
}
