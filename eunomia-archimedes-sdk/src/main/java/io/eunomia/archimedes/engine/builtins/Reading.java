package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.pki.MalformedDataException;
import io.eunomia.archimedes.engine.value.Value;

/** A builtin that reads tokens, keys or certificates, which may be malformed. */
@FunctionalInterface
interface Reading {
  Value call(BuiltinContext context, Value... arguments)
      throws BuiltinException, MalformedDataException;

  /** The builtin, of which what is malformed is the error. */
  static Builtin builtin(Reading reading) {
    return (context, arguments) -> {
      try {
        return reading.call(context, arguments);
      } catch (MalformedDataException e) {
        throw new BuiltinException(String.valueOf(e.getMessage()));
      }
    };
  }
}
