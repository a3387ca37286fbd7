package io.eunomia.rego.source;

import java.util.ArrayList;
import java.util.List;
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
 * @param notes other places that have to do with it
 */
public record Diagnostic(
    String code,
    Severity severity,
    Span span,
    String message,
    @Nullable String hint,
    List<Note> notes) {

  /**
   * Another place.
   *
   * @param span where
   * @param message what is there, on one line
   */
  public record Note(Span span, String message) {}

  public Diagnostic {
    notes = List.copyOf(notes);
  }

  /** One without other places. */
  public Diagnostic(
      String code, Severity severity, Span span, String message, @Nullable String hint) {
    this(code, severity, span, message, hint, List.of());
  }

  /** An error without a hint. */
  public static Diagnostic error(String code, Span span, String message) {
    return new Diagnostic(code, Severity.ERROR, span, message, null);
  }

  /** An error with a hint. */
  public static Diagnostic error(String code, Span span, String message, String hint) {
    return new Diagnostic(code, Severity.ERROR, span, message, hint);
  }

  /** The same with one more place. */
  public Diagnostic withNote(Span place, String what) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(place, what));
    return new Diagnostic(code, severity, span, message, hint, more);
  }

  /** {@code file:line:column: severity code: message}. */
  @Override
  public String toString() {
    return span + ": " + severity.name().toLowerCase(Locale.ROOT) + " " + code + ": " + message;
  }
}
