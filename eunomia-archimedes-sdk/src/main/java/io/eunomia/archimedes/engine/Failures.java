package io.eunomia.archimedes.engine;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.EvaluationStoppedException;
import io.eunomia.archimedes.engine.layout.LayoutException;

/** What ended an evaluation, told apart. */
final class Failures {
  private static final String BUDGET = "eval_budget_error";

  private Failures() {}

  /** What to tell about a failure; {@code late} says that the watchdog was behind it. */
  static EvaluationException describe(Throwable failure, boolean late, Limits limits) {
    if (late || (failure instanceof EvaluationStoppedException stopped && stopped.isLate())) {
      return new EvaluationException(
          Reason.TIMEOUT,
          "the evaluation took longer than " + limits.timeout().toMillis() + " ms",
          failure);
    }
    if (failure instanceof EvaluationException known) {
      return known;
    }
    if (failure instanceof PolicyAbort abort) {
      String message = String.valueOf(abort.getMessage());
      return message.startsWith(BUDGET)
          ? new EvaluationException(
              Reason.TIMEOUT,
              "the evaluation took more than " + limits.maxSteps() + " steps",
              failure)
          : new EvaluationException(Reason.ERROR, message, failure);
    }
    if (failure instanceof LayoutException) {
      return new EvaluationException(
          Reason.ERROR, "the input cannot be taken: " + failure.getMessage(), failure);
    }
    if (failure instanceof ChicoryInterruptedException) {
      return new EvaluationException(
          Reason.ERROR, "the thread was interrupted during the evaluation", failure);
    }
    if (failure instanceof StackOverflowError || isCallStack(failure)) {
      return new EvaluationException(
          Reason.ERROR, "the evaluation is nested too deeply for the stack", failure);
    }
    if (failure instanceof OutOfMemoryError) {
      return new EvaluationException(
          Reason.ERROR, "the JVM ran out of memory during the evaluation", failure);
    }
    String message = failure.getMessage();
    return new EvaluationException(
        Reason.ERROR, message == null ? failure.toString() : message, failure);
  }

  private static boolean isCallStack(Throwable failure) {
    return failure.getCause() instanceof StackOverflowError;
  }
}
