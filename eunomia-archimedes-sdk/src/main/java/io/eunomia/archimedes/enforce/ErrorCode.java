package io.eunomia.archimedes.enforce;

/** What is wrong with a request, for programs. */
public enum ErrorCode {
  /** It is no request that can be decided about. */
  VALIDATION_ERROR(400),
  /** Nobody knows who asks. */
  AUTHENTICATION_REQUIRED(401),
  /** Who asks may not do this; also what cannot be decided. */
  AUTHORIZATION_DENIED(403);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The HTTP status that goes with it. */
  public int httpStatus() {
    return httpStatus;
  }
}
