package io.eunomia.archimedes.spiffe;

import org.jspecify.annotations.Nullable;

/** This workload does not get to know who it is. */
public final class NoIdentityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;

  /** With why. */
  public NoIdentityException(Code code, String message) {
    this(code, message, null);
  }

  /** With why, and what was behind it. */
  public NoIdentityException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }

  /** Why there is no identity. */
  public enum Code {
    /** The Workload API does not answer, or not in time. */
    UNREACHABLE,
    /** The Workload API has no identity for this workload. */
    DENIED,
    /** A file cannot be read. */
    UNREADABLE,
    /** What was read is not a certificate, key and bundle that fit together and are valid now. */
    INVALID
  }
}
