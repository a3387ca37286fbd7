package io.eunomia.testkit.trace;

import io.eunomia.rego.instrument.EvaluationEvent;
import io.eunomia.rego.instrument.EvaluationPoint;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * Makes a trace of what an evaluation tells of itself, as it goes on. Memory is bounded by the
 * number of events that are kept. Not thread-safe.
 */
public final class TraceBuilder {
  /** How many events are kept of an evaluation. */
  public static final int MAX_EVENTS = 100_000;

  private static final SortedMap<String, String> NO_VALUES = Collections.emptySortedMap();

  private final List<EvaluationPoint> points;
  private final TraceCollector collector;

  /** What has begun and not ended, inner ones first. */
  private final Deque<TracedBody> bodies = new ArrayDeque<>();

  private final TracedBody root;
  private int queries;

  /**
   * @param points those that the evaluation tells of, by their numbers
   * @param path what is evaluated
   */
  public TraceBuilder(List<EvaluationPoint> points, TraceMode mode, String path) {
    this(points, mode, path, MAX_EVENTS);
  }

  TraceBuilder(List<EvaluationPoint> points, TraceMode mode, String path, int limit) {
    this.points = points;
    this.collector = new TraceCollector(mode, limit);
    EvaluationPoint query =
        new EvaluationPoint(EvaluationPoint.Kind.EXPRESSION, "query", 1, path + " = _", -1);
    root = new TracedBody(collector, -1, query, null, queries++);
    root.evaluates(0, query, NO_VALUES);
    bodies.push(root);
  }

  /**
   * Takes what the evaluation tells.
   *
   * @param event any but a note
   * @param values those of variables, in Rego; empty if they are not told
   */
  public void tell(EvaluationEvent event, SortedMap<String, String> values) {
    int number = event.point();
    EvaluationPoint point = points.get(number);
    switch (event.step()) {
      case BEGINS -> begins(number, point);
      case EVALUATES -> {
        if (isIn(point.body())) {
          top().evaluates(number, point, values);
        }
      }
      case CONTINUES -> {
        if (isIn(point.body())) {
          top().continues(number);
        }
      }
      case HOLDS, HOLDS_LAST -> {
        if (isIn(number)) {
          top().holds(values);
          if (event.step() == EvaluationEvent.Step.HOLDS_LAST) {
            bodies.pop();
          }
        }
      }
      case ENDS -> {
        // It may have ended before, or not have begun.
        if (isIn(number)) {
          top().ends();
          bodies.pop();
        }
      }
      case NOTES -> throw new IllegalArgumentException("a note has a message");
    }
  }

  private void begins(int number, EvaluationPoint point) {
    TracedBody around = top();
    TracedBody body = new TracedBody(collector, number, point, around, queries++);
    bodies.push(body);
    if (point.kind() == EvaluationPoint.Kind.NEGATION) {
      // What is negated is an expression by itself.
      body.evaluates(number, point, around.values());
    }
  }

  /** Takes what {@code trace} is called with. */
  public void note(String message) {
    top().notes(message);
  }

  /** Whether a body has begun; what was begun in it has ended. */
  private boolean isIn(int number) {
    if (bodies.stream().noneMatch(body -> body.number() == number)) {
      return false;
    }
    while (top().number() != number) {
      top().ends();
      bodies.pop();
    }
    return true;
  }

  private TracedBody top() {
    return Objects.requireNonNull(bodies.peek());
  }

  /**
   * The trace of an evaluation that came to its end.
   *
   * @param defined whether it has a value
   */
  public EvaluationTrace finished(boolean defined) {
    isIn(root.number());
    if (defined) {
      root.holds(NO_VALUES);
    } else {
      root.ends();
    }
    return collector.trace();
  }

  /** The trace of an evaluation that ended with an error. */
  public EvaluationTrace stopped() {
    top().stopped();
    return collector.trace();
  }
}
