package io.eunomia.archimedes.enforce.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/**
 * The trace that the thread works on, for {@link
 * io.eunomia.archimedes.enforce.EnforcerBuilder#currentTrace}: {@code
 * .currentTrace(CurrentTrace::id)}.
 */
public final class CurrentTrace {
  private CurrentTrace() {}

  /** The id of the current span's trace; empty if there is none. */
  public static String id() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span.getTraceId() : "";
  }
}
