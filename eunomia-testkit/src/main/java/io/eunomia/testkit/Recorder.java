package io.eunomia.testkit;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.ArrayValue;
import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.testkit.coverage.Hits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what instrumented modules tell: on the thread that evaluates, which is the thread that
 * asked. Thread-safe.
 */
@SuppressWarnings("ThreadLocalUsage") // each plan has one, and what is put in is taken out again
final class Recorder {
  private final Printed printed;
  private final Hits hits = new Hits();
  private final ThreadLocal<Set<List<String>>> cases = ThreadLocal.withInitial(LinkedHashSet::new);
  private final ThreadLocal<@Nullable Listener> listener = new ThreadLocal<>();

  /** Takes what one evaluation tells. */
  interface Listener {
    /** Evaluation has come to a place. */
    void reached(String place);

    /** Evaluation has come to a place, with values. */
    void reached(String place, ObjectValue values);

    /** Evaluation has come to a case. */
    default void begins(List<String> names) {}
  }

  /**
   * @param printed what is printed once, though it is evaluated again to be traced
   */
  Recorder(Printed printed) {
    this.printed = printed;
  }

  /** The builtins, and those by which modules tell. */
  BuiltinRegistry with(BuiltinRegistry builtins) {
    return builtins
        .with(
            BuiltinDecl.REACHED + "(place: string) -> boolean",
            (context, arguments) -> reached(((StringValue) arguments[0]).text()))
        .with(
            BuiltinDecl.VALUES + "(place: string, values: object) -> boolean",
            (context, arguments) ->
                step(((StringValue) arguments[0]).text(), (ObjectValue) arguments[1]))
        .with(
            BuiltinDecl.CASE + "(names: array) -> boolean",
            (context, arguments) -> begins((ArrayValue) arguments[0]));
  }

  private Value reached(String place) {
    Listener listening = listener.get();
    if (listening == null) {
      hits.add(place);
    } else {
      listening.reached(place);
    }
    return Value.of(true);
  }

  private Value step(String place, ObjectValue values) {
    Listener listening = listener.get();
    if (listening != null) {
      listening.reached(place, values);
    }
    return Value.of(true);
  }

  private Value begins(ArrayValue array) {
    List<String> names = array.elements().stream().map(Trace::text).toList();
    cases.get().add(names);
    Listener listening = listener.get();
    if (listening != null) {
      listening.begins(names);
    }
    return Value.of(true);
  }

  /** The names of the cases that this thread came to since it last asked. */
  Set<List<String>> takeCases() {
    Set<List<String>> taken = cases.get();
    cases.remove();
    return taken;
  }

  /** Runs something on this thread, and tells what it tells to a listener alone. */
  void listen(Listener listening, Runnable evaluation) {
    listener.set(listening);
    try {
      printed.discarding(evaluation);
    } finally {
      listener.remove();
      takeCases();
    }
  }

  /** What was reached so far, on all threads. */
  Hits hits() {
    return hits;
  }
}
