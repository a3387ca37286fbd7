package io.eunomia.archimedes.engine.builtins.uri;

/** Text that is no URI. The message is Go's, with the text. */
public final class MalformedUriException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedUriException(String message) {
    super(message, null, false, false);
  }
}
