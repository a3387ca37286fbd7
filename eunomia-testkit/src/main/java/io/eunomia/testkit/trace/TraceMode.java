package io.eunomia.testkit.trace;

/** What of an evaluation a trace has. */
public enum TraceMode {
  /** The expressions that failed, and what they are nested in. */
  FAILS,
  /** All of it. */
  FULL,
  /** What {@code trace} was called with, and what the calls are nested in. */
  NOTES,
  /** All of it, and the values of variables. */
  DEBUG;

  /** Whether values of variables are wanted. */
  public boolean hasValues() {
    return this == DEBUG;
  }

  /** Whether events of an operation are wanted for themselves, whatever is nested in them. */
  boolean shows(TraceOperation operation) {
    return switch (this) {
      case FAILS -> operation == TraceOperation.FAIL;
      case NOTES -> operation == TraceOperation.NOTE;
      case FULL, DEBUG -> true;
    };
  }
}
