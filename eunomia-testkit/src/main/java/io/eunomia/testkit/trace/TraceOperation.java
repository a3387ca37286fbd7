package io.eunomia.testkit.trace;

/** What happens in an evaluation. */
public enum TraceOperation {
  /** A body begins: of a definition, a branch, a comprehension, {@code every} or {@code not}. */
  ENTER("Enter"),
  /** An expression begins. */
  EVAL("Eval"),
  /** All of a body holds. */
  EXIT("Exit"),
  /** An expression has no solution. */
  FAIL("Fail"),
  /** Another solution of an expression is looked for, or of a body. */
  REDO("Redo"),
  /** The builtin {@code trace} is called. */
  NOTE("Note");

  private final String text;

  TraceOperation(String text) {
    this.text = text;
  }

  /** As OPA writes it. */
  public String text() {
    return text;
  }
}
