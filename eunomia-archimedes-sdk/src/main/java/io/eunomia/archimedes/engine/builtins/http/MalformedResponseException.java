package io.eunomia.archimedes.engine.builtins.http;

import java.io.IOException;

/** What a server sent is no response, or a larger one than it may be. */
final class MalformedResponseException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedResponseException(String message) {
    super(message);
  }
}
