package io.eunomia.testkit.trace;

import java.util.List;

/**
 * How an evaluation went. Immutable.
 *
 * @param events what happened, in order, as far as it was wanted
 * @param omitted how many events there were after these, which are too many to be kept
 */
public record EvaluationTrace(List<TraceEvent> events, long omitted) {
  /** That of an evaluation that was not traced. */
  public static final EvaluationTrace NONE = new EvaluationTrace(List.of(), 0);

  public EvaluationTrace {
    events = List.copyOf(events);
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return events.isEmpty();
  }
}
