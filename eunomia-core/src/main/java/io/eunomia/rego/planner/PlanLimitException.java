package io.eunomia.rego.planner;

import io.eunomia.rego.source.Span;
import org.jspecify.annotations.Nullable;

/** A program that is right, but more than a plan can hold; the message says what is too much. */
public final class PlanLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable Span span;

  PlanLimitException(String message, @Nullable Span span) {
    super(message, null, false, false);
    this.span = span;
  }

  /** Where planning had come to, if that is known. */
  public @Nullable Span span() {
    return span;
  }
}
