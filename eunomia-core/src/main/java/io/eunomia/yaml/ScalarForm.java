package io.eunomia.yaml;

/** In which ways a text can be written as a scalar. */
final class ScalarForm {
  private static final String INDICATORS = "#,[]{}&*!|>'\"%@`";

  private final int[] characters;
  private final boolean multiline;
  private final boolean plain;
  private final boolean singleQuoted;
  private final boolean literal;

  /** How a text is written. */
  enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL
  }

  ScalarForm(int[] characters) {
    this.characters = characters;
    boolean lines = false;
    boolean special = false;
    boolean spaceThenBreak = false;
    boolean breakThenSpace = false;
    for (int i = 0; i < characters.length; i++) {
      boolean lineBreak = isBreak(characters[i]);
      lines |= lineBreak;
      special |= !isPrintable(characters[i]);
      spaceThenBreak |= lineBreak && at(i - 1) == ' ';
      breakThenSpace |= characters[i] == ' ' && isBreak(at(i - 1));
    }
    boolean edges = isSpaceOrBreak(at(0)) || isSpaceOrBreak(at(characters.length - 1));
    multiline = lines;
    singleQuoted = !breakThenSpace && !spaceThenBreak && !special;
    plain = singleQuoted && !lines && !edges && !hasIndicators();
    literal =
        characters.length > 0 && !spaceThenBreak && !special && at(characters.length - 1) != ' ';
  }

  /** Whether it has several lines. */
  boolean isMultiline() {
    return multiline;
  }

  /**
   * The style that it is written in.
   *
   * @param wanted the style if it can be that one: plain, literal or in double quotes
   * @param key whether it is the key of a line
   */
  Style style(Style wanted, boolean key) {
    return switch (wanted) {
      case LITERAL -> literal && !key ? Style.LITERAL : Style.DOUBLE_QUOTED;
      case PLAIN ->
          plain && !(key && characters.length == 0)
              ? Style.PLAIN
              : singleQuoted ? Style.SINGLE_QUOTED : Style.DOUBLE_QUOTED;
      default -> Style.DOUBLE_QUOTED;
    };
  }

  /**
   * Whether it can be there as it is; what has more than 16 bits cannot, as Go's library has it.
   */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= ' ' && c <= '~')
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd && c != 0xfeff);
  }

  private boolean hasIndicators() {
    if (startsWith("---") || startsWith("...") || INDICATORS.indexOf(at(0)) >= 0) {
      return true;
    }
    if ((at(0) == '-' || at(0) == '?') && isBlankOrEnd(1)) {
      return true;
    }
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == ':' && isBlankOrEnd(i + 1)) {
        return true;
      }
      if (characters[i] == '#' && at(i - 1) == ' ') {
        return true;
      }
    }
    return false;
  }

  private boolean startsWith(String mark) {
    return new String(characters, 0, Math.min(mark.length(), characters.length)).equals(mark);
  }

  private boolean isBlankOrEnd(int at) {
    return at >= characters.length || characters[at] == ' ' || characters[at] == '\t';
  }

  private static boolean isSpaceOrBreak(int c) {
    return c == ' ' || isBreak(c);
  }

  private int at(int index) {
    return index >= 0 && index < characters.length ? characters[index] : -1;
  }

  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }
}
