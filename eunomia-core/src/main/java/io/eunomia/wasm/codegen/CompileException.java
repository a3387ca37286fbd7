package io.eunomia.wasm.codegen;

/** A plan cannot be made into a module; the message says why and, where it can, where. */
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CompileException(String message) {
    super(message);
  }
}
