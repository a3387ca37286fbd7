package io.eunomia.testkit;

import io.eunomia.archimedes.engine.value.ObjectValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.rego.instrument.EvaluationEvent;
import io.eunomia.rego.instrument.EvaluationEvent.Step;
import io.eunomia.rego.planner.Probes;
import io.eunomia.testkit.trace.TraceBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one evaluation tells of its steps, for a trace of it. Not thread-safe. */
final class RecordedEvaluation implements Recorder.Listener {
  private final TraceBuilder trace;

  RecordedEvaluation(TraceBuilder trace) {
    this.trace = trace;
  }

  @Override
  public void reached(String event) {
    trace.tell(EvaluationEvent.parse(event), Collections.emptySortedMap());
  }

  @Override
  public void reached(String text, ObjectValue values) {
    EvaluationEvent event = EvaluationEvent.parse(text);
    if (event.step() != Step.NOTES) {
      trace.tell(event, texts(values));
    } else if (values.get(Probes.MESSAGE) instanceof StringValue message) {
      // Any other value is an error of the call.
      trace.note(message.text());
    }
  }

  private static SortedMap<String, String> texts(ObjectValue values) {
    SortedMap<String, String> texts = new TreeMap<>();
    for (Map.Entry<Value, Value> member : values.members().entrySet()) {
      texts.put(Trace.text(member.getKey()), Texts.shortened(ValueText.of(member.getValue())));
    }
    return texts;
  }
}
