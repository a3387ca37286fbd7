package io.eunomia.archimedes.engine.builtins.pki;

/**
 * Text or bytes that are not what they should be. The message is for whoever writes the policy, in
 * the words of OPA; it never quotes a key.
 */
public final class MalformedDataException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public MalformedDataException(String message) {
    super(message, null, false, false);
  }

  /** The same, of something larger that it is part of. */
  public MalformedDataException within(String whole) {
    return new MalformedDataException(whole + ": " + getMessage());
  }
}
