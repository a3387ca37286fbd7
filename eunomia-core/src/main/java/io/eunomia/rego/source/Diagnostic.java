package io.eunomia.rego.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong at one place.
 *
 * @param code a stable code; for what OPA reports too, OPA's, such as {@code rego_parse_error}
 * @param severity how bad it is
 * @param span where
 * @param message what is wrong, on one line, without the place
 * @param hint what to do, or {@code null}
 */
public record Diagnostic(
    String code, Severity severity, Span span, String message, @Nullable String hint) {

  /** An error without a hint. */
  public static Diagnostic error(String code, Span span, String message) {
    return new Diagnostic(code, Severity.ERROR, span, message, null);
  }

  /** An error with a hint. */
  public static Diagnostic error(String code, Span span, String message, String hint) {
    return new Diagnostic(code, Severity.ERROR, span, message, hint);
  }

  /** {@code file:line:column: severity code: message}. */
  @Override
  public String toString() {
    return span + ": " + severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + message;
  }
}
