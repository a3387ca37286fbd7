package io.eunomia.yaml;

/** Scalars that go on for as long as lines are indented: literal {@code |} and folded {@code >}. */
final class BlockScanner {
  private final YamlText text;
  private final boolean literal;
  private final int parentIndent;
  private final Mark start;
  private final StringBuilder value = new StringBuilder();
  private final StringBuilder lineBreak = new StringBuilder();
  private final StringBuilder emptyLines = new StringBuilder();
  private int chomping;
  private int indent;

  /**
   * For a scalar whose indicator is here.
   *
   * @param parentIndent the column of the collection that it is in, or -1
   */
  BlockScanner(YamlText text, int parentIndent) {
    this.text = text;
    this.parentIndent = parentIndent;
    literal = text.peek() == '|';
    start = text.mark();
  }

  Token scan() throws YamlException {
    text.skip();
    header();
    emptyLines();
    boolean indentedBefore = false;
    while (text.column() == indent && text.peek() != YamlText.END) {
      boolean indented = text.isBlank(0);
      boolean fold =
          !literal
              && !indentedBefore
              && !indented
              && lineBreak.length() == 1
              && lineBreak.charAt(0) == '\n';
      if (!fold) {
        value.append(lineBreak);
      } else if (emptyLines.length() == 0) {
        value.append(' ');
      }
      value.append(emptyLines);
      lineBreak.setLength(0);
      emptyLines.setLength(0);
      indentedBefore = indented;
      line();
      emptyLines();
    }
    if (chomping >= 0) {
      value.append(lineBreak);
    }
    if (chomping > 0) {
      value.append(emptyLines);
    }
    return new Token(Token.Kind.TEXT_SCALAR, start, value.toString());
  }

  private void line() {
    while (!text.isBreakOrEnd(0)) {
      text.read(value);
    }
    if (text.isBreak(0)) {
      text.readLineBreak(lineBreak);
    }
  }

  /** Chomping and indentation, in either order, and the rest of the first line. */
  private void header() throws YamlException {
    if (text.isDigit()) {
      indentation();
      chomping();
    } else {
      chomping();
      if (chomping != 0 && text.isDigit()) {
        indentation();
      }
    }
    text.skipBlanks();
    text.skipComment();
    if (!text.isBreakOrEnd(0)) {
      throw text.failure(start, "did not find expected comment or line break");
    }
    if (text.isBreak(0)) {
      text.skipLineBreak();
    }
  }

  private void chomping() {
    if (text.isAt(0, "+-")) {
      chomping = text.peek() == '+' ? 1 : -1;
      text.skip();
    }
  }

  private void indentation() throws YamlException {
    if (text.peek() == '0') {
      throw text.failure(start, "found an indentation indicator equal to 0");
    }
    indent = Math.max(parentIndent, 0) + text.peek() - '0';
    text.skip();
  }

  /** Reads what there is of empty lines, and the indentation if the header does not say it. */
  private void emptyLines() throws YamlException {
    int deepest = 0;
    while (true) {
      while ((indent == 0 || text.column() < indent) && text.peek() == ' ') {
        text.skip();
      }
      deepest = Math.max(deepest, text.column());
      if ((indent == 0 || text.column() < indent) && text.peek() == '\t') {
        throw text.failure(start, "found a tab character where an indentation space is expected");
      }
      if (!text.isBreak(0)) {
        break;
      }
      text.readLineBreak(emptyLines);
    }
    if (indent == 0) {
      indent = Math.max(Math.max(deepest, parentIndent + 1), 1);
    }
  }
}
