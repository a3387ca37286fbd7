package io.eunomia.archimedes.engine;

/** The module called {@code opa_abort}; carries its message through the module's frames. */
final class PolicyAbort extends RuntimeException {
  PolicyAbort(String message) {
    super(message, null, false, false);
  }
}
