package io.eunomia.testkit.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** Keeps the events that are wanted, as many as may be kept. Not thread-safe. */
final class TraceCollector {
  private final TraceMode mode;
  private final int limit;
  private final List<TraceEvent> kept = new ArrayList<>();

  /** The bodies that the next event may be nested in, inner ones first, that are not kept yet. */
  private final Deque<TraceEvent> around = new ArrayDeque<>();

  private long omitted;

  TraceCollector(TraceMode mode, int limit) {
    this.mode = mode;
    this.limit = limit;
  }

  void add(TraceEvent event) {
    if (mode.shows(event.operation())) {
      keep(event);
    } else if (event.operation() == TraceOperation.ENTER) {
      leave(event.depth());
      around.push(event);
    }
  }

  /** Where an evaluation ended with an error, which is shown with what failed. */
  void stoppedAt(TraceEvent event) {
    if (mode == TraceMode.FAILS) {
      keep(event);
    }
  }

  /** Keeps an event, and what it is nested in. */
  private void keep(TraceEvent event) {
    leave(event.depth());
    for (Iterator<TraceEvent> outer = around.descendingIterator(); outer.hasNext(); ) {
      put(outer.next());
    }
    around.clear();
    put(event);
  }

  /** Forgets the bodies that have ended where an event is at a depth. */
  private void leave(int depth) {
    while (!around.isEmpty() && around.peek().depth() >= depth) {
      around.pop();
    }
  }

  private void put(TraceEvent event) {
    if (kept.size() < limit) {
      kept.add(event);
    } else {
      omitted++;
    }
  }

  EvaluationTrace trace() {
    return new EvaluationTrace(kept, omitted);
  }
}
