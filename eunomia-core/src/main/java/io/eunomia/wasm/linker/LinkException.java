package io.eunomia.wasm.linker;

/** What is to be linked does not fit together. */
public final class LinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LinkException(String message) {
    super(message);
  }
}
