package io.eunomia.wasm.binary;

/** Bytes are not a module, or not one of the kind that is read here; the message says where. */
public final class MalformedModuleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param offset in the bytes that were read
   */
  public MalformedModuleException(int offset, String message) {
    super("at byte " + offset + ": " + message);
  }
}
