package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code $"text {expression} text"}.
 *
 * @param parts text (never empty, never two in a row) and expressions, in order
 * @param raw whether it was written between back-quotes
 */
public record TemplateString(List<Part> parts, boolean raw, Span span) implements Term {
  public TemplateString {
    parts = List.copyOf(parts);
  }

  /** The expressions, in the order of the text. */
  public List<Expr> holes() {
    return parts.stream().filter(Hole.class::isInstance).map(p -> ((Hole) p).expr()).toList();
  }

  /** A part: text, or an expression to be evaluated. */
  public sealed interface Part permits Text, Hole {}

  /** Literal text, escapes resolved. */
  public record Text(String value) implements Part {}

  /** {@code {expr}}. */
  public record Hole(Expr expr) implements Part {}

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof TemplateString other && parts.equals(other.parts) && raw == other.raw;
  }

  @Override
  public int hashCode() {
    return Objects.hash("TemplateString", parts, raw);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
