package io.eunomia.archimedes.enforce;

import org.jspecify.annotations.Nullable;

/**
 * Credentials that prove nothing. The request gets {@code AUTHENTICATION_REQUIRED}; the message is
 * for the log and reaches no caller, and must not contain the credentials.
 */
public final class AuthenticationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With why. */
  public AuthenticationException(String message) {
    this(message, null);
  }

  /** With why, and what was behind it. */
  public AuthenticationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
