package io.eunomia.archimedes.engine.builtins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A layout as Go's package {@code time} understands it: the reference time Mon Jan 2 15:04:05 MST
 * 2006, spelled as times shall be. Immutable.
 *
 * @param text the layout
 * @param parts its parts, in order
 */
record GoTimeLayout(String text, List<Part> parts) {
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("ANSIC", "Mon Jan _2 15:04:05 2006"),
          Map.entry("UnixDate", "Mon Jan _2 15:04:05 MST 2006"),
          Map.entry("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"),
          Map.entry("RFC822", "02 Jan 06 15:04 MST"),
          Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"),
          Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
          Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
          Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
          Map.entry("RFC3339", "2006-01-02T15:04:05Z07:00"),
          Map.entry("RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"));

  /** What a part stands for. */
  enum Field {
    LITERAL,
    LONG_MONTH,
    SHORT_MONTH,
    MONTH,
    LONG_WEEKDAY,
    SHORT_WEEKDAY,
    DAY,
    YEAR_DAY,
    HOUR,
    HOUR_12,
    MINUTE,
    SECOND,
    LONG_YEAR,
    SHORT_YEAR,
    UPPER_AM_PM,
    LOWER_AM_PM,
    ZONE_NAME,
    ZONE_OFFSET,
    FRACTION
  }

  /**
   * One part.
   *
   * @param field what it stands for
   * @param text how the layout spells it
   */
  record Part(Field field, String text) {}

  private static final List<Part> WORDS =
      List.of(
          // Longer spellings come before those that they begin with.
          new Part(Field.LONG_MONTH, "January"),
          new Part(Field.SHORT_MONTH, "Jan"),
          new Part(Field.LONG_WEEKDAY, "Monday"),
          new Part(Field.SHORT_WEEKDAY, "Mon"),
          new Part(Field.ZONE_NAME, "MST"),
          new Part(Field.YEAR_DAY, "002"),
          new Part(Field.MONTH, "01"),
          new Part(Field.DAY, "02"),
          new Part(Field.HOUR_12, "03"),
          new Part(Field.MINUTE, "04"),
          new Part(Field.SECOND, "05"),
          new Part(Field.SHORT_YEAR, "06"),
          new Part(Field.HOUR, "15"),
          new Part(Field.MONTH, "1"),
          new Part(Field.LONG_YEAR, "2006"),
          new Part(Field.DAY, "2"),
          new Part(Field.YEAR_DAY, "__2"),
          new Part(Field.DAY, "_2"),
          new Part(Field.HOUR_12, "3"),
          new Part(Field.MINUTE, "4"),
          new Part(Field.SECOND, "5"),
          new Part(Field.UPPER_AM_PM, "PM"),
          new Part(Field.LOWER_AM_PM, "pm"),
          new Part(Field.ZONE_OFFSET, "-070000"),
          new Part(Field.ZONE_OFFSET, "-07:00:00"),
          new Part(Field.ZONE_OFFSET, "-0700"),
          new Part(Field.ZONE_OFFSET, "-07:00"),
          new Part(Field.ZONE_OFFSET, "-07"),
          new Part(Field.ZONE_OFFSET, "Z070000"),
          new Part(Field.ZONE_OFFSET, "Z07:00:00"),
          new Part(Field.ZONE_OFFSET, "Z0700"),
          new Part(Field.ZONE_OFFSET, "Z07:00"),
          new Part(Field.ZONE_OFFSET, "Z07"));

  // Below what they are made with.
  static final GoTimeLayout RFC3339 = of("RFC3339");
  static final GoTimeLayout RFC3339_NANO = of("RFC3339Nano");

  /** The layout that a text spells, or that it names, such as {@code RFC3339}. */
  static GoTimeLayout of(String nameOrLayout) {
    String layout = NAMED.getOrDefault(nameOrLayout, nameOrLayout);
    List<Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < layout.length()) {
      Part part = partAt(layout, at);
      if (part.field == Field.LITERAL) {
        literal.append(part.text);
      } else {
        addLiteral(parts, literal);
        parts.add(part);
      }
      at += part.text.length();
    }
    addLiteral(parts, literal);
    return new GoTimeLayout(layout, List.copyOf(parts));
  }

  private static void addLiteral(List<Part> parts, StringBuilder literal) {
    if (!literal.isEmpty()) {
      parts.add(new Part(Field.LITERAL, literal.toString()));
      literal.setLength(0);
    }
  }

  private static Part partAt(String layout, int at) {
    char c = layout.charAt(at);
    if (c == '.' || c == ',') {
      return fractionAt(layout, at);
    }
    if (layout.startsWith("_2006", at)) {
      return new Part(Field.LITERAL, "_");
    }
    for (Part word : WORDS) {
      if (layout.startsWith(word.text, at) && !goesOn(layout, at, word)) {
        return word;
      }
    }
    return new Part(Field.LITERAL, String.valueOf(c));
  }

  /** "Jan" and "Mon" inside of a longer word are letters, not fields. */
  private static boolean goesOn(String layout, int at, Part word) {
    int end = at + word.text.length();
    return (word.field == Field.SHORT_MONTH || word.field == Field.SHORT_WEEKDAY)
        && end < layout.length()
        && Character.isLowerCase(layout.charAt(end));
  }

  private static Part fractionAt(String layout, int at) {
    int end = at + 1;
    char digit = end < layout.length() ? layout.charAt(end) : ' ';
    if (digit == '0' || digit == '9') {
      while (end < layout.length() && layout.charAt(end) == digit) {
        end++;
      }
      if (end == layout.length() || !Character.isDigit(layout.charAt(end))) {
        return new Part(Field.FRACTION, layout.substring(at, end));
      }
    }
    return new Part(Field.LITERAL, layout.substring(at, at + 1));
  }
}
