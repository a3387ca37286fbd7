package io.eunomia.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.ContentReference;

/** A text that is read once from its start to its end, and where reading is. */
final class YamlText {
  /** What is behind the last character; no text has it in itself. */
  static final int END = 0;

  private static final int BYTE_ORDER_MARK = 0xfeff;
  private static final int NEXT_LINE = 0x85;
  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private final int[] characters;
  private int index;
  private int line;
  private int column;

  /**
   * At the start of a text.
   *
   * @throws YamlException if it has characters that YAML does not
   */
  YamlText(String text) throws YamlException {
    characters = text.codePoints().map(YamlText::whole).toArray();
    for (int i = 0; i < characters.length; i++) {
      if (!isAllowed(characters[i])) {
        throw failure(new Mark(i, 0, 0), "control characters are not allowed", 0);
      }
    }
  }

  // Half a pair of UTF-16 has no place in UTF-8, which is what OPA's strings are made of.
  private static int whole(int character) {
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return half ? '\ufffd' : character;
  }

  private static boolean isAllowed(int c) {
    return c >= ' ' && c <= '~'
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || c == NEXT_LINE
        || c >= 0xa0 && c <= 0xfffd
        || c > 0xffff;
  }

  int index() {
    return index;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return index + ahead < characters.length ? characters[index + ahead] : END;
  }

  boolean isAt(int ahead, String oneOf) {
    int c = peek(ahead);
    return c != END && oneOf.indexOf(c) >= 0;
  }

  boolean isBlank(int ahead) {
    int c = peek(ahead);
    return c == ' ' || c == '\t';
  }

  boolean isBreak(int ahead) {
    int c = peek(ahead);
    return isBreakCharacter(c);
  }

  static boolean isBreakCharacter(int c) {
    return c == '\n'
        || c == '\r'
        || c == NEXT_LINE
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }

  boolean isBreakOrEnd(int ahead) {
    return peek(ahead) == END || isBreak(ahead);
  }

  boolean isBlankOrEnd(int ahead) {
    return isBlank(ahead) || isBreakOrEnd(ahead);
  }

  boolean isByteOrderMark() {
    return peek() == BYTE_ORDER_MARK;
  }

  /** Whether a letter, a digit, {@code _} or {@code -} of ASCII is next. */
  boolean isWord() {
    int c = peek();
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  boolean isDigit() {
    return peek() >= '0' && peek() <= '9';
  }

  /** Whether three of these and then no more of a word are at the start of this line. */
  boolean isDocumentIndicator(char mark) {
    return column == 0 && peek() == mark && peek(1) == mark && peek(2) == mark && isBlankOrEnd(3);
  }

  boolean isDocumentIndicator() {
    return isDocumentIndicator('-') || isDocumentIndicator('.');
  }

  void skip() {
    index++;
    column++;
  }

  void skip(int count) {
    index += count;
    column += count;
  }

  void skipBlanks() {
    while (isBlank(0)) {
      skip();
    }
  }

  /** Skips a comment if there is one here, up to the end of its line. */
  void skipComment() {
    if (peek() == '#') {
      while (!isBreakOrEnd(0)) {
        skip();
      }
    }
  }

  void skipLineBreak() {
    index += peek() == '\r' && peek(1) == '\n' ? 2 : 1;
    column = 0;
    line++;
  }

  void read(StringBuilder into) {
    into.appendCodePoint(peek());
    skip();
  }

  /** Reads a line break: those that Unicode has besides stay, and all others are line feeds. */
  void readLineBreak(StringBuilder into) {
    int c = peek();
    into.appendCodePoint(c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR ? c : '\n');
    skipLineBreak();
  }

  /** The end of the text is at the start of a line, whatever the last line ends with. */
  void endLine() {
    if (column != 0) {
      column = 0;
      line++;
    }
  }

  Mark mark() {
    return new Mark(index, line, column);
  }

  /** What is wrong here, in something that begins where it says. */
  YamlException failure(Mark start, String problem) {
    // Go counts lines from 1 here, but from 0 elsewhere, and has no line 0 in either case.
    return failure(mark(), problem, line == 0 ? start.line() : line + 1);
  }

  /**
   * What is wrong at a place.
   *
   * @param goLine the line that Go's library says, or 0 if it says none
   */
  YamlException failure(Mark at, String problem, int goLine) {
    return failure(at, problem, "yaml: " + (goLine == 0 ? "" : "line " + goLine + ": ") + problem);
  }

  YamlException failure(Mark at, String problem, String goMessage) {
    return new YamlException(problem, place(at.index()), goMessage);
  }

  /** The place of a character, whose line and column are counted from 1. */
  private JsonLocation place(int at) {
    int lines = 1;
    int lineStart = 0;
    for (int i = 0; i < at; i++) {
      boolean pair =
          characters[i] == '\r' && i + 1 < characters.length && characters[i + 1] == '\n';
      if (isBreakCharacter(characters[i]) && !pair) {
        lines++;
        lineStart = i + 1;
      }
    }
    int columns = new String(characters, lineStart, at - lineStart).length() + 1;
    return new JsonLocation(ContentReference.unknown(), -1, lines, columns);
  }
}
