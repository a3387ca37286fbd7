package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.Value;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What policies ask or tell the runtime. */
final class RuntimeBuiltins {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeBuiltins.class);

  private RuntimeBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        // No configuration, no environment variables: a policy has no business with them.
        .add("opa.runtime", (context, arguments) -> new ObjectValue(Map.of()))
        .add(
            "trace",
            (context, arguments) -> {
              LOG.debug("trace: {}", Operands.string(arguments, 0));
              return Value.of(true);
            });
  }
}
