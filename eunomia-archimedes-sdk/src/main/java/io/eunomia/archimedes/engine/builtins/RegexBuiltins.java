package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.value.Value;

/** What modules do not have themselves of {@code regex.*}. */
final class RegexBuiltins {
  private RegexBuiltins() {}

  static void register(BuiltinRegistry.Builder builtins) {
    builtins.add("regex.globs_match", RegexBuiltins::globsMatch);
  }

  private static Value globsMatch(BuiltinContext context, Value... arguments)
      throws BuiltinException {
    RegexGlob first = RegexGlob.parse(Operands.string(arguments, 0));
    return Value.of(first.intersects(RegexGlob.parse(Operands.string(arguments, 1))));
  }
}
