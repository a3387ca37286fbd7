package io.eunomia.testkit.coverage;

import io.eunomia.rego.instrument.Place;
import io.eunomia.rego.source.Span;

/**
 * A place of a source, and how often evaluation came to it.
 *
 * @param kind an expression, or a definition of a rule or a branch of one
 * @param span where it is
 * @param hits how often the expression was evaluated, or the definition held
 */
public record CoveredPlace(Place.Kind kind, Span span, long hits) {
  /** Whether it is covered. */
  public boolean isCovered() {
    return hits > 0;
  }

  /** The line that it begins on, from 1. */
  public int line() {
    return span.line();
  }
}
