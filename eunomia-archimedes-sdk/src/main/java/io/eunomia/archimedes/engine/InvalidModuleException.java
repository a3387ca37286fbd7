package io.eunomia.archimedes.engine;

import org.jspecify.annotations.Nullable;

/** Bytes that are no policy module, or one that this engine cannot run; the message says why. */
public final class InvalidModuleException extends RuntimeException {
  /** With what is wrong. */
  public InvalidModuleException(String message) {
    this(message, null);
  }

  /** With what is wrong, and what found it. */
  public InvalidModuleException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
