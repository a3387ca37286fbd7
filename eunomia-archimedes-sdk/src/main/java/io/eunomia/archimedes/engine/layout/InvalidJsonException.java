package io.eunomia.archimedes.engine.layout;

/** Text that is not JSON; the message says what is wrong, and where. */
public final class InvalidJsonException extends Exception {
  /** With what is wrong. */
  public InvalidJsonException(String problem) {
    super(problem, null, false, false);
  }
}
