package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of any size and precision.
 *
 * @param text as it was written, in JSON's syntax
 */
public record NumberTerm(String text, Span span) implements Term {

  /** Its exact value. Cost grows with the text only: the exponent is not expanded. */
  public BigDecimal value() {
    return new BigDecimal(text);
  }

  /** A number of an integer. */
  public static NumberTerm of(long value, Span span) {
    return new NumberTerm(Long.toString(value), span);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof NumberTerm other
        && (text.equals(other.text) || value().compareTo(other.value()) == 0);
  }

  @Override
  public int hashCode() {
    return value().stripTrailingZeros().hashCode();
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
