package io.eunomia.rego.instrument;

import io.eunomia.rego.source.Span;

/**
 * Something of a source that evaluation can come to.
 *
 * @param kind what it is
 * @param span where it is; of a rule, its head; of a branch, what stands before its body
 */
public record Place(Kind kind, Span span) {
  /** What evaluation can come to. */
  public enum Kind {
    /** A definition of a rule or function, which evaluation comes to where it holds. */
    RULE,
    /** An {@code else} branch, which evaluation comes to where it holds. */
    BRANCH,
    /** An expression, which evaluation comes to where it begins with it. */
    EXPRESSION
  }

  /** What names it among the places of sources of different names. */
  public String name() {
    return name(span);
  }

  /** What names the place that begins where a span does. */
  static String name(Span span) {
    return name(span.source().name(), span.start());
  }

  static String name(String source, int start) {
    return source + ":" + start;
  }
}
