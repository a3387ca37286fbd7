package io.eunomia.archimedes.engine.builtins.rego;

/** A text that is no Rego. */
public final class RegoException extends Exception {
  RegoException(String message) {
    super(message, null, false, false);
  }
}
