package io.eunomia.archimedes.pull;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that could not be pulled. The message says from where and why; it holds no secret, and
 * of what others wrote only printable characters.
 */
public final class PullException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final @Nullable Duration retryAfter;

  PullException(Code code, String message) {
    this(code, message, null, null);
  }

  PullException(Code code, String message, @Nullable Throwable cause) {
    this(code, message, null, cause);
  }

  PullException(
      Code code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }

  /** Whether the same may well go better in a while, without anybody doing something about it. */
  public boolean temporary() {
    return code.temporary;
  }

  /** How long the registry asked not to be asked again, if it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Why a bundle could not be pulled. */
  public enum Code {
    /** No connection, or one that broke off. */
    UNREACHABLE(true),
    /** No whole answer in time. */
    TIMEOUT(true),
    /** There are no credentials, or they are not accepted. */
    UNAUTHORIZED(false),
    /** The credentials are known, and not enough. */
    FORBIDDEN(false),
    /** No such repository, tag or digest, or one that these credentials may not see. */
    NOT_FOUND(false),
    /** Too many requests. */
    RATE_LIMITED(true),
    /** The registry has a problem of its own. */
    SERVER_ERROR(true),
    /** An answer that no registry should give. */
    INVALID_RESPONSE(false),
    /** The bytes are not those that were announced. */
    DIGEST_MISMATCH(false),
    /** More bytes than allowed. */
    TOO_LARGE(false),
    /** What is there is no bundle: an index of images, no bundle in it, or several. */
    UNSUPPORTED_ARTIFACT(false),
    /** The other side does not prove who it is, or speaks no TLS that is good enough. */
    TLS(false),
    /** The bundle arrived, and could not be taken at that time. */
    POSTPONED(true),
    /** The thread was interrupted, and still is. */
    INTERRUPTED(true);

    private final boolean temporary;

    Code(boolean temporary) {
      this.temporary = temporary;
    }
  }
}
