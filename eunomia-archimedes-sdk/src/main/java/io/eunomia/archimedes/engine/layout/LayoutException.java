package io.eunomia.archimedes.engine.layout;

/** A value that cannot be written: too large for the memory allowed, or a number out of range. */
public final class LayoutException extends RuntimeException {
  /** With what to tell the caller. */
  public LayoutException(String message) {
    super(message, null, false, false);
  }
}
