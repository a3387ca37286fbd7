package io.eunomia.testkit;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.archimedes.engine.value.ValueOrder;
import io.eunomia.rego.instrument.Place;
import io.eunomia.rego.instrument.Places;
import io.eunomia.rego.instrument.TraceProbes;
import io.eunomia.rego.source.Span;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one evaluation of a test comes, by its cases: of what evaluation comes to, only the
 * furthest step is kept. Not thread-safe.
 */
final class Trace implements Recorder.Listener {
  /** A step of the evaluation: what is about to be evaluated, and what is known there. */
  private record Step(int position, String place, ObjectValue values) {}

  private final Map<List<String>, Step> furthest = new HashMap<>();
  private final Map<String, Step> last = new HashMap<>();
  private List<String> current = List.of();

  @Override
  public void begins(List<String> names) {
    // What comes before is what leads to all cases, and has held.
    furthest.remove(List.of());
    current = names;
  }

  /** Evaluation is about to evaluate an expression. */
  @Override
  public void reached(String event, ObjectValue values) {
    int space = event.indexOf(' ');
    int position = Integer.parseInt(event.substring(0, space));
    Step step = new Step(position, event.substring(space + 1), values);
    last.put(step.place, step);
    furthest.merge(current, step, (known, next) -> next.position < known.position ? known : next);
  }

  /** Something holds: all of it, or the body of {@code every} for an element. */
  @Override
  public void reached(String event) {
    if (event.equals(TraceProbes.HOLDS)) {
      furthest.remove(current);
      return;
    }
    Step every = last.get(event.substring(TraceProbes.EVERY.length()));
    if (every != null) {
      furthest.put(current, every);
    }
  }

  /** What a case failed at, or a test without cases. */
  @Nullable TestFailure failure(List<String> names, Places places) {
    Step step = furthest.get(names);
    Place place = step == null ? null : places.find(step.place);
    if (step == null || place == null) {
      return null;
    }
    Map<String, Integer> terms = terms(places, place);
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Integer> offsets = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> member : ValueOrder.sorted(step.values)) {
      String written = text(member.getKey());
      String name = Texts.oneLine(written);
      values.put(name, Texts.shortened(ValueText.of(member.getValue())));
      Integer offset = terms.get(written);
      if (offset != null) {
        offsets.put(name, offset);
      }
    }
    Span span = place.span();
    return new TestFailure(
        Texts.shortened(Texts.oneLine(span.text())),
        span.source().name(),
        span.line(),
        span.column(),
        values,
        new WrittenExpression(span.text(), offsets));
  }

  /** Where in an expression each text of a term stands first. */
  private static Map<String, Integer> terms(Places places, Place place) {
    Map<String, Integer> offsets = new HashMap<>();
    for (Span term : places.terms(place)) {
      offsets.putIfAbsent(term.text(), term.start() - place.span().start());
    }
    return offsets;
  }

  /** A string as it is, any other value in Rego. */
  static String text(Value value) {
    return value instanceof StringValue string ? string.text() : ValueText.of(value);
  }
}
