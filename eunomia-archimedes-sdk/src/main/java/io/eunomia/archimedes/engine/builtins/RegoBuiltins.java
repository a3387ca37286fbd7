package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.rego.RegoException;
import io.eunomia.archimedes.engine.builtins.rego.RegoText;
import io.eunomia.archimedes.engine.value.JsonTree;
import io.eunomia.archimedes.engine.value.Value;

/** {@code rego.parse_module}. */
final class RegoBuiltins {
  private RegoBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("rego.parse_module", RegoBuiltins::parse);
  }

  private static Value parse(BuiltinContext context, Value... arguments) throws BuiltinException {
    String name = Operands.string(arguments, 0);
    String text = Operands.string(arguments, 1);
    try {
      return JsonTree.read(RegoText.parse(name, text));
    } catch (RegoException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }
}
