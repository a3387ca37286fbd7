package io.eunomia.rego.parser;

import io.eunomia.rego.source.Diagnostic;

/**
 * Unwinds the parser to where it can try something else. It stays inside of the package, and has no
 * stack trace because it is thrown in the course of normal work.
 */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  ParseFailure(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** The same with a hint at what led to it. */
  ParseFailure because(ParseFailure cause) {
    Diagnostic inner = cause.diagnostic;
    String hint =
        inner.hint() == null
            ? "line " + inner.span().line() + ": " + inner.message()
            : inner.hint();
    return new ParseFailure(
        Diagnostic.error(diagnostic.code(), diagnostic.span(), diagnostic.message(), hint));
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
