package io.eunomia.archimedes.engine.builtins;

/** A builtin that waited until the evaluation was over: there is no result, not even undefined. */
public final class EvaluationStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean late;

  private EvaluationStoppedException(String message, boolean late) {
    super(message, null, false, false);
    this.late = late;
  }

  static EvaluationStoppedException late() {
    return new EvaluationStoppedException("the evaluation's time ended during a call", true);
  }

  static EvaluationStoppedException interrupted() {
    return new EvaluationStoppedException("the thread was interrupted during a call", false);
  }

  /** Whether its time had ended; otherwise somebody interrupted its thread. */
  public boolean isLate() {
    return late;
  }
}
