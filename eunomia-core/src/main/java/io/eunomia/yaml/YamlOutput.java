package io.eunomia.yaml;

/** Text of YAML that is written line by line, and what is at the end of it. */
final class YamlOutput {
  private static final int WIDTH = 80;

  private final StringBuilder out = new StringBuilder();
  private int column;
  private boolean afterSpace = true;
  private boolean onlyIndented = true;

  /** Whether there is nothing but indentation and marks of it in this line. */
  boolean isOnlyIndented() {
    return onlyIndented;
  }

  /** Whether the line is longer than lines should be. */
  boolean isWide() {
    return column > WIDTH;
  }

  /** Begins a line with this indentation, unless the line is at that point. */
  void startLine(int indent) {
    if (!onlyIndented || column > indent || (column == indent && !afterSpace)) {
      lineBreak();
    }
    while (column < indent) {
      put(' ');
    }
    afterSpace = true;
    onlyIndented = true;
  }

  /** A mark that counts as indentation of what follows in its line: {@code -}, {@code ?}. */
  void indentingMark(String mark) {
    boolean indented = onlyIndented;
    mark(mark);
    onlyIndented = indented;
  }

  /** A mark with a space before it. */
  void mark(String mark) {
    space();
    closingMark(mark);
  }

  /** A mark without a space before it. */
  void closingMark(String mark) {
    mark.chars().forEach(this::put);
    afterSpace = false;
    onlyIndented = false;
  }

  void space() {
    if (!afterSpace) {
      put(' ');
    }
  }

  void put(int character) {
    out.appendCodePoint(character);
    column++;
  }

  /** A character of a scalar, after which the line has more than indentation. */
  void content(int character) {
    put(character);
    onlyIndented = false;
  }

  void lineBreak() {
    out.append('\n');
    column = 0;
  }

  /** A line break of a scalar. */
  void contentBreak(int character) {
    out.appendCodePoint(character);
    column = 0;
    onlyIndented = true;
  }

  /** The line break behind the first line of a scalar that has lines of its own. */
  void startBlock() {
    lineBreak();
    onlyIndented = true;
    afterSpace = true;
  }

  void endScalar() {
    afterSpace = false;
    onlyIndented = false;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
