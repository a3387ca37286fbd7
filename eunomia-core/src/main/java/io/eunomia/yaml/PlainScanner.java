package io.eunomia.yaml;

/** Scalars without quotes. */
final class PlainScanner {
  private final YamlText text;
  private final boolean flow;
  private final int indent;
  private final StringBuilder value = new StringBuilder();
  private final Folding folding = new Folding();

  /**
   * For a scalar that begins here.
   *
   * @param flow whether it is between brackets
   * @param indent the least column that its further lines may begin at
   */
  PlainScanner(YamlText text, boolean flow, int indent) {
    this.text = text;
    this.flow = flow;
    this.indent = indent;
  }

  Token scan() throws YamlException {
    Mark start = text.mark();
    while (!text.isDocumentIndicator() && text.peek() != '#') {
      word();
      if (!text.isBlank(0) && !text.isBreak(0)) {
        break;
      }
      space(start);
      if (!flow && text.column() < indent) {
        break;
      }
    }
    return new Token(Token.Kind.PLAIN_SCALAR, start, value.toString());
  }

  /** Whether a new line has begun behind the scalar. */
  boolean endsLine() {
    return folding.isBroken();
  }

  private void word() {
    while (!text.isBlankOrEnd(0) && !endsHere()) {
      folding.moveTo(value);
      text.read(value);
    }
  }

  private boolean endsHere() {
    return text.peek() == ':' && text.isBlankOrEnd(1) || flow && text.isAt(0, ",?[]{}");
  }

  private void space(Mark start) throws YamlException {
    while (text.isBlank(0) || text.isBreak(0)) {
      if (text.isBreak(0)) {
        folding.readBreak(text);
        continue;
      }
      if (folding.isBroken() && text.column() < indent && text.peek() == '\t') {
        throw text.failure(start, "found a tab character that violates indentation");
      }
      folding.readBlank(text);
    }
  }
}
