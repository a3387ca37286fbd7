package io.eunomia.testkit.trace;

import io.eunomia.rego.instrument.EvaluationPoint;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A body while it is evaluated: its expressions that have begun, up to the one that is being
 * evaluated. Of what an evaluation tells, that an expression failed is not a part: it did if what
 * comes next is not what stands behind it. Not thread-safe.
 */
final class TracedBody {
  /** An expression that has begun. */
  private static final class Step {
    private final int number;
    private final EvaluationPoint point;
    private final SortedMap<String, String> values;

    /** Whether it had a solution. */
    private boolean solved;

    /** Whether it is known that another solution was looked for. */
    private boolean redone;

    Step(int number, EvaluationPoint point, SortedMap<String, String> values) {
      this.number = number;
      this.point = point;
      this.values = values;
    }
  }

  private final TraceCollector collector;
  private final int number;
  private final EvaluationPoint point;
  private final int depth;
  private final int query;
  private final int parent;
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean held;

  /**
   * @param number the number of its point
   * @param around what it is nested in, or null
   * @param query what tells it from others
   */
  TracedBody(
      TraceCollector collector,
      int number,
      EvaluationPoint point,
      @Nullable TracedBody around,
      int query) {
    this.collector = collector;
    this.number = number;
    this.point = point;
    this.depth = around == null ? 1 : around.depth + 1;
    this.query = query;
    this.parent = around == null ? query : around.query;
    add(TraceOperation.ENTER, point, depth - 1, Collections.emptySortedMap());
  }

  int number() {
    return number;
  }

  /** The values that are known where its last expression began. */
  SortedMap<String, String> values() {
    Step step = steps.peek();
    return step == null ? Collections.emptySortedMap() : step.values;
  }

  /** An expression begins. */
  void evaluates(int expression, EvaluationPoint at, SortedMap<String, String> values) {
    back(expression - 1);
    solved();
    steps.push(new Step(expression, at, values));
    add(TraceOperation.EVAL, at, depth, values);
  }

  /** Another part of an expression begins, maybe after others that stand behind it. */
  void continues(int expression) {
    back(expression);
  }

  /** All of it holds. */
  void holds(SortedMap<String, String> values) {
    if (held && !steps.isEmpty()) {
      // The last expression has another solution.
      back(steps.peek().number);
    }
    solved();
    held = true;
    add(TraceOperation.EXIT, point, depth, values);
  }

  /** There is no solution any more. */
  void ends() {
    back(-1);
  }

  /** The call of {@code trace} in the expression that is being evaluated. */
  void notes(String message) {
    Step step = steps.peek();
    EvaluationPoint at = step == null ? point : step.point;
    collector.add(
        new TraceEvent(
            TraceOperation.NOTE,
            at.file(),
            at.row(),
            depth,
            at.text(),
            query,
            parent,
            Collections.emptySortedMap(),
            message));
  }

  /** The evaluation stopped where it is. */
  void stopped() {
    Step step = steps.peek();
    if (held) {
      // Its value is not what another definition gave.
      collector.stoppedAt(event(TraceOperation.EXIT, point, depth, Collections.emptySortedMap()));
    } else if (step != null) {
      collector.stoppedAt(event(TraceOperation.EVAL, step.point, depth, step.values));
    }
  }

  /** Evaluation is at no expression behind one of this number. */
  private void back(int last) {
    if (held) {
      held = false;
      add(TraceOperation.REDO, point, depth - 1, Collections.emptySortedMap());
    } else if (steps.isEmpty() || steps.peek().number <= last) {
      return;
    }
    while (!steps.isEmpty()) {
      Step step = steps.peek();
      if (!step.solved) {
        add(TraceOperation.FAIL, step.point, depth, step.values);
      } else if (!step.redone) {
        step.redone = true;
        add(TraceOperation.REDO, step.point, depth, Collections.emptySortedMap());
      }
      if (step.number <= last) {
        return;
      }
      steps.pop();
    }
  }

  /** What is being evaluated has a solution. */
  private void solved() {
    Step step = steps.peek();
    if (step != null) {
      step.solved = true;
      step.redone = false;
    }
  }

  private void add(
      TraceOperation operation, EvaluationPoint at, int level, SortedMap<String, String> values) {
    collector.add(event(operation, at, level, values));
  }

  private TraceEvent event(
      TraceOperation operation, EvaluationPoint at, int level, SortedMap<String, String> values) {
    return new TraceEvent(
        operation, at.file(), at.row(), level, at.text(), query, parent, values, "");
  }
}
