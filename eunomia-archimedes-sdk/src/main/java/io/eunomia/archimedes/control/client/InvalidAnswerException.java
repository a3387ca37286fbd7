package io.eunomia.archimedes.control.client;

import java.io.IOException;

/** An answer that no control plane gives. */
final class InvalidAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidAnswerException(String message) {
    super(message);
  }

  InvalidAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
