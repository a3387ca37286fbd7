package io.eunomia.archimedes.engine;

import org.jspecify.annotations.Nullable;

/** An evaluation that came to no result. The instance it ran in is not used again. */
public final class EvaluationException extends RuntimeException {
  private final Reason reason;

  /** With what to tell. */
  public EvaluationException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** With what to tell, and what was behind it. */
  public EvaluationException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What kind of end it was. */
  public Reason reason() {
    return reason;
  }

  /** Kinds of ends. */
  public enum Reason {
    /** The policy, a builtin, the input or a limit on memory stopped it. */
    ERROR,
    /** It took more steps or more time than it may, or found no free instance in time. */
    TIMEOUT,
    /** There is no policy to ask. */
    NO_POLICY,
    /** The policy has no such entrypoint. */
    UNKNOWN_ENTRYPOINT
  }
}
