package io.eunomia.yaml;

/** Scalars in single or double quotes. */
final class QuotedScanner {
  private static final String ESCAPES = "0abt\tnvfre \"'\\N_LP";
  private static final String ESCAPED =
      "\0\u0007\b\t\t\n\u000b\f\r\u001b \"'\\\u0085\u00a0\u2028\u2029";

  private final YamlText text;
  private final boolean single;
  private final StringBuilder value = new StringBuilder();
  private final Folding folding = new Folding();
  private final Mark start;

  /** For a scalar whose quote is here. */
  QuotedScanner(YamlText text) {
    this.text = text;
    single = text.peek() == '\'';
    start = text.mark();
  }

  Token scan() throws YamlException {
    int quote = text.peek();
    text.skip();
    while (true) {
      if (text.isDocumentIndicator()) {
        throw text.failure(start, "found unexpected document indicator");
      }
      if (text.peek() == YamlText.END) {
        throw text.failure(start, "found unexpected end of stream");
      }
      word(quote);
      if (text.peek() == quote) {
        break;
      }
      while (text.isBlank(0) || text.isBreak(0)) {
        if (text.isBreak(0)) {
          folding.readBreak(text);
        } else {
          folding.readBlank(text);
        }
      }
      folding.moveTo(value);
    }
    text.skip();
    return new Token(Token.Kind.TEXT_SCALAR, start, value.toString());
  }

  private void word(int quote) throws YamlException {
    while (!text.isBlankOrEnd(0)) {
      if (single && text.peek() == '\'' && text.peek(1) == '\'') {
        value.append('\'');
        text.skip(2);
      } else if (text.peek() == quote) {
        return;
      } else if (single || text.peek() != '\\') {
        text.read(value);
      } else if (text.isBreak(1)) {
        text.skip();
        text.skipLineBreak();
        folding.breakWithoutTrace();
        return;
      } else {
        escape();
      }
    }
  }

  private void escape() throws YamlException {
    int letter = text.peek(1);
    int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    int known = letter == YamlText.END ? -1 : ESCAPES.indexOf(letter);
    if (digits == 0 && known < 0) {
      throw text.failure(start, "found unknown escape character");
    }
    text.skip(2);
    if (digits == 0) {
      value.append(ESCAPED.charAt(known));
      return;
    }
    long character = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(text.peek(i) < 0x80 ? text.peek(i) : ' ', 16);
      if (digit < 0) {
        throw text.failure(start, "did not find expected hexdecimal number");
      }
      character = character << 4 | digit;
    }
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    if (half || character > Character.MAX_CODE_POINT) {
      throw text.failure(start, "found invalid Unicode character escape code");
    }
    value.appendCodePoint((int) character);
    text.skip(digits);
  }
}
