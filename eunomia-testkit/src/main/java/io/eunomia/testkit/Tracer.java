package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.rego.instrument.EvaluationPoint;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceBuilder;
import io.eunomia.testkit.trace.TraceMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Evaluates rules once more, to see how that goes. Thread-safe. */
final class Tracer {
  private final Recorder recorder;
  private final TraceMode mode;

  /**
   * An evaluation.
   *
   * @param stopped whether it ended with an error
   * @param isTrue whether it has the value {@code true}
   */
  record Traced(EvaluationTrace trace, boolean stopped, boolean isTrue) {}

  Tracer(Recorder recorder, TraceMode mode) {
    this.recorder = recorder;
    this.mode = mode;
  }

  /**
   * Evaluates a rule on the calling thread.
   *
   * @param policy one that was compiled with {@link TraceInstrumentation}
   * @param points those that it tells of
   * @param entrypoint the rule, with slashes
   * @param path the rule as it is shown
   * @param input as JSON, or null for none
   */
  Traced trace(
      LoadedPolicy policy,
      List<EvaluationPoint> points,
      String entrypoint,
      String path,
      byte @Nullable [] input) {
    OptionalInt asked = policy.entrypoint(entrypoint);
    if (asked.isEmpty()) {
      return new Traced(EvaluationTrace.NONE, false, false);
    }
    TraceBuilder trace = new TraceBuilder(points, mode, path);
    Traced[] traced = new Traced[1];
    recorder.listen(
        new RecordedEvaluation(trace),
        () -> {
          try {
            byte[] value = policy.evaluate(asked.getAsInt(), input);
            traced[0] = new Traced(trace.finished(value != null), false, isTrue(value));
          } catch (EvaluationException e) {
            traced[0] = new Traced(trace.stopped(), true, false);
          }
        });
    return traced[0];
  }

  private static boolean isTrue(byte @Nullable [] value) {
    return value != null && new String(value, StandardCharsets.UTF_8).equals("true");
  }
}
