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

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
