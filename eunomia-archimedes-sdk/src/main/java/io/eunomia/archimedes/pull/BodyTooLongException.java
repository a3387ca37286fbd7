package io.eunomia.archimedes.pull;

import java.io.IOException;

/** A body has more bytes than it may. */
final class BodyTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  BodyTooLongException(int limit) {
    super("the answer is longer than " + limit + " bytes");
  }
}
