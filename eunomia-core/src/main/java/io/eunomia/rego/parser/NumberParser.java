package io.eunomia.rego.parser;

import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.Term;
import java.math.BigDecimal;

/** Parses numbers: an optional sign, and a fraction that may lack the digits before the point. */
final class NumberParser {
  /** Numbers above 2^100,000 would make whoever writes them out in full run for too long. */
  private static final int MAX_MAGNITUDE = 30_103;

  /** What a longer text says more is beyond any use, and makes reading it slow. */
  private static final int MAX_LENGTH = 2 * MAX_MAGNITUDE;

  private NumberParser() {}

  static Term number(TokenStream tokens) {
    int start = tokens.mark();
    String text = "";
    if (tokens.accept(TokenKind.MINUS)) {
      text = "-";
      if (!tokens.at(TokenKind.NUMBER) && !tokens.at(TokenKind.DOT)) {
        throw tokens.unexpected("expected number");
      }
    }
    boolean leadingPoint = tokens.accept(TokenKind.DOT);
    if (leadingPoint && !tokens.at(TokenKind.NUMBER)) {
      throw tokens.unexpected("expected number");
    }
    Token digits = tokens.peek();
    String written = tokens.text(digits);
    boolean leadingZero =
        written.length() > 1 && written.charAt(0) == '0' && Character.isDigit(written.charAt(1));
    if (leadingPoint ? written.indexOf('.') >= 0 : leadingZero) {
      throw TokenStream.failure(tokens.span(digits), "illegal number format");
    }
    tokens.take();
    text += leadingPoint ? "0." + written : written;
    if (tooBig(text)) {
      throw TokenStream.failure(tokens.spanFrom(start), "number too big");
    }
    return new NumberTerm(text, tokens.spanFrom(start));
  }

  private static boolean tooBig(String text) {
    if (text.length() > MAX_LENGTH) {
      return true;
    }
    try {
      BigDecimal value = new BigDecimal(text);
      long magnitude = (long) value.precision() - value.scale();
      return value.signum() != 0 && Math.abs(magnitude) > MAX_MAGNITUDE;
    } catch (NumberFormatException exponentOverflow) {
      return true;
    }
  }
}
