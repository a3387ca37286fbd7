package io.eunomia.yaml;

/** Writes a scalar in one of the styles. */
final class ScalarWriter {
  private static final String ESCAPED =
      "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u00a0\u2028\u2029";
  private static final String ESCAPES = "0abtnvfre\"\\N_LP";

  private final YamlOutput out;
  private final int[] characters;
  private final int indent;
  private final boolean mayFold;

  /**
   * A writer.
   *
   * @param indent the indentation of lines behind the first
   * @param mayFold whether there may be such lines
   */
  ScalarWriter(YamlOutput out, int[] characters, int indent, boolean mayFold) {
    this.out = out;
    this.characters = characters;
    this.indent = indent;
    this.mayFold = mayFold;
  }

  void write(ScalarForm.Style style) {
    switch (style) {
      case PLAIN -> {
        out.space();
        words(false);
      }
      case SINGLE_QUOTED -> {
        out.mark("'");
        words(true);
        out.closingMark("'");
      }
      case DOUBLE_QUOTED -> {
        out.mark("\"");
        doubleQuoted();
        out.closingMark("\"");
      }
      case LITERAL -> {
        literal();
        return;
      }
    }
    out.endScalar();
  }

  /** A line may be broken at a single space. */
  private void words(boolean quoted) {
    boolean afterBreak = false;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == ' ') {
        if (isFoldedAt(i) && at(i + 1) != ' ') {
          out.startLine(indent);
        } else {
          out.put(' ');
        }
      } else if (ScalarForm.isBreak(c)) {
        out.contentBreak(c);
        afterBreak = true;
      } else {
        if (afterBreak) {
          out.startLine(indent);
        }
        afterBreak = false;
        if (quoted && c == '\'') {
          out.put('\'');
        }
        out.content(c);
      }
    }
  }

  private boolean isFoldedAt(int i) {
    return mayFold && i > 0 && i < characters.length - 1 && at(i - 1) != ' ' && out.isWide();
  }

  /** Here a line may be broken before several spaces too, with a mark so that they stay. */
  private void doubleQuoted() {
    boolean afterSpace = false;
    for (int i = 0; i < characters.length; i++) {
      int c = characters[i];
      if (c == ' ' && !afterSpace && isFoldedAt(i)) {
        out.startLine(indent);
        if (at(i + 1) == ' ') {
          out.put('\\');
        }
      } else if (c == '"' || c == '\\' || ScalarForm.isBreak(c) || !ScalarForm.isPrintable(c)) {
        escape(c);
      } else {
        out.put(c);
      }
      afterSpace = c == ' ';
    }
  }

  private void escape(int c) {
    out.put('\\');
    int known = ESCAPED.indexOf(c);
    if (known >= 0) {
      out.put(ESCAPES.charAt(known));
    } else if (c <= 0xff) {
      put(String.format("x%02X", c));
    } else {
      put(c <= 0xffff ? String.format("u%04X", c) : String.format("U%08X", c));
    }
  }

  private void put(String ascii) {
    ascii.chars().forEach(out::put);
  }

  private void literal() {
    out.mark("|");
    if (at(0) == ' ' || ScalarForm.isBreak(at(0))) {
      out.closingMark(String.valueOf(YamlWriter.INDENT));
    }
    int last = characters.length - 1;
    if (!ScalarForm.isBreak(at(last))) {
      out.closingMark("-");
    } else if (last == 0 || ScalarForm.isBreak(at(last - 1))) {
      out.closingMark("+");
    }
    out.startBlock();
    boolean afterBreak = true;
    for (int c : characters) {
      if (ScalarForm.isBreak(c)) {
        out.contentBreak(c);
        afterBreak = true;
      } else {
        if (afterBreak) {
          out.startLine(indent);
        }
        out.content(c);
        afterBreak = false;
      }
    }
  }

  private int at(int index) {
    return index >= 0 && index < characters.length ? characters[index] : -1;
  }
}
