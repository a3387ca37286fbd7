package io.eunomia.archimedes.activation;

import org.jspecify.annotations.Nullable;

/** A bundle that did not become active. The policy that was active still is. */
public final class ActivationException extends RuntimeException {
  private final Code code;

  /** With why. */
  public ActivationException(Code code, String message) {
    this(code, message, null);
  }

  /** With why, and what was behind it. */
  public ActivationException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }

  /** Why a bundle is refused, in the order of the checks; the control plane's codes. */
  public enum Code {
    /** It is larger than allowed, compressed or not. */
    BUNDLE_TOO_LARGE,
    /** It is not the one that its sender says. */
    DIGEST_MISMATCH,
    /** It is not signed, and must be. */
    SIGNATURE_REQUIRED,
    /** Its signature is not good. */
    SIGNATURE_INVALID,
    /** It is another service's. */
    WRONG_SERVICE,
    /** A later one is active. */
    STALE_SEQUENCE,
    /** It is no bundle with a policy that this runtime can run. */
    BUNDLE_INVALID,
    /** Its policy does not answer. */
    ACTIVATION_FAILED,
    /** There is none to roll back to. */
    BUNDLE_NOT_RETAINED
  }
}
