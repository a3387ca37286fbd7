package io.eunomia.archimedes.pull;

/** Text of others, as it may stand in messages: short, on one line, without control characters. */
final class Printable {
  private static final int MAX = 200;

  private Printable() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(MAX).map(c -> isPrintable(c) ? c : '?').forEach(out::appendCodePoint);
    return text.codePointCount(0, text.length()) > MAX
        ? out.append('…').toString()
        : out.toString();
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      // Format characters turn the direction of text, or hide it.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
