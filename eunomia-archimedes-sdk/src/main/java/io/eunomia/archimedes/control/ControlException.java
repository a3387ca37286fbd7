package io.eunomia.archimedes.control;

import io.eunomia.archimedes.envelope.ErrorCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is refused. Its message is for the peer. */
final class ControlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  // Not serialized by anybody; an exception is serializable all the same.
  private final transient Map<String, String> headers;

  ControlException(ErrorCode code, String message) {
    this(code, message, Map.of(), null);
  }

  ControlException(ErrorCode code, String message, @Nullable Throwable cause) {
    this(code, message, Map.of(), cause);
  }

  ControlException(ErrorCode code, String message, Map<String, String> headers) {
    this(code, message, headers, null);
  }

  private ControlException(
      ErrorCode code, String message, Map<String, String> headers, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  static ControlException invalid(String problem) {
    return new ControlException(ErrorCode.VALIDATION_ERROR, problem);
  }

  ErrorCode code() {
    return code;
  }

  /** Headers of the answer. */
  Map<String, String> headers() {
    return headers;
  }
}
