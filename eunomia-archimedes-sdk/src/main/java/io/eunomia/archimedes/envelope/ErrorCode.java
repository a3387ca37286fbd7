package io.eunomia.archimedes.envelope;

/** What is wrong with a request, for programs. */
public enum ErrorCode {
  /** It is not a request that can be understood. */
  VALIDATION_ERROR(400),
  /** Nobody knows who asks. */
  AUTHENTICATION_REQUIRED(401),
  /** Who asks may not do this; also what cannot be decided. */
  AUTHORIZATION_DENIED(403),
  /** There is no such thing. */
  NOT_FOUND(404),
  /** There is, but not to be used like this. */
  METHOD_NOT_ALLOWED(405),
  /** It does not fit what is there. */
  CONFLICT(409),
  /** Too many ask at once; later it may work. */
  RATE_LIMITED(429),
  /** It is the server's fault. */
  INTERNAL_ERROR(500),

  /** A bundle is not the one that its sender says. */
  DIGEST_MISMATCH(400),
  /** A bundle is not signed, and must be. */
  SIGNATURE_REQUIRED(403),
  /** A bundle's signature is not good. */
  SIGNATURE_INVALID(403),
  /** There is no bundle to roll back to. */
  BUNDLE_NOT_RETAINED(404),
  /** A later bundle is active. */
  STALE_SEQUENCE(409),
  /** A bundle is another service's. */
  WRONG_SERVICE(409),
  /** A bundle is larger than allowed. */
  BUNDLE_TOO_LARGE(413),
  /** It is no bundle with a policy that can run here. */
  BUNDLE_INVALID(422),
  /** A bundle's policy does not answer. */
  ACTIVATION_FAILED(422);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The HTTP status that goes with it. */
  public int httpStatus() {
    return httpStatus;
  }
}
