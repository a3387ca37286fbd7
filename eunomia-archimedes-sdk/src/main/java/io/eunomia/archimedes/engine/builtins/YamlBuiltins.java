package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;

/** {@code yaml.*}. */
final class YamlBuiltins {
  private YamlBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins
        .add("yaml.marshal", YamlBuiltins::marshal)
        .add("yaml.unmarshal", YamlBuiltins::unmarshal)
        .add("yaml.is_valid", YamlBuiltins::isValid);
  }

  private static Value marshal(BuiltinContext context, Value... arguments) throws BuiltinException {
    return Value.of(YamlValues.write(arguments[0]));
  }

  private static Value unmarshal(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    return YamlValues.read(Operands.string(arguments, 0));
  }

  private static Value isValid(BuiltinContext context, Value... arguments) {
    if (!(arguments[0] instanceof StringValue text)) {
      return Value.of(false);
    }
    try {
      YamlValues.read(text.text());
      return Value.of(true);
    } catch (BuiltinException e) {
      return Value.of(false);
    }
  }
}
