package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.GoTimeLayout.Field;
import io.eunomia.archimedes.engine.builtins.GoTimeLayout.Part;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Reads times by Go's layouts, as leniently and as strictly as Go. */
final class GoTimeParser {
  private static final int NANO_DIGITS = 9;

  private final GoTimeLayout layout;
  private final String text;
  private int at;
  private int year;
  private int month;
  private int day;
  private int yearDay;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean afternoon;
  private boolean forenoon;
  private int offset;

  private GoTimeParser(GoTimeLayout layout, String text) {
    this.layout = layout;
    this.text = text;
  }

  /** The time that a text spells; UTC where it names no offset. */
  static OffsetDateTime parse(GoTimeLayout layout, String text) throws BuiltinException {
    GoTimeParser parser = new GoTimeParser(layout, text);
    List<Part> parts = layout.parts();
    for (int i = 0; i < parts.size(); i++) {
      boolean fractionNext = i + 1 < parts.size() && parts.get(i + 1).field() == Field.FRACTION;
      parser.part(parts.get(i), fractionNext);
    }
    if (parser.at < text.length()) {
      throw parser.failure("extra text: \"" + text.substring(parser.at) + "\"");
    }
    return parser.assemble();
  }

  private void part(Part part, boolean fractionNext) throws BuiltinException {
    switch (part.field()) {
      case LITERAL -> literal(part);
      case LONG_YEAR -> year = digits(4, 4, part);
      case SHORT_YEAR -> {
        int two = digits(2, 2, part);
        year = two >= 69 ? 1900 + two : 2000 + two;
      }
      case LONG_MONTH -> month = monthName(TextStyle.FULL, part);
      case SHORT_MONTH -> month = monthName(TextStyle.SHORT, part);
      case MONTH -> month = inRange(spelled(part), 1, 12, "month");
      case LONG_WEEKDAY -> weekday(TextStyle.FULL, part);
      case SHORT_WEEKDAY -> weekday(TextStyle.SHORT, part);
      case DAY -> day = padded(part);
      case YEAR_DAY -> yearDay = inRange(padded(part), 1, 366, "day-of-year");
      case HOUR -> hour = inRange(digits(1, 2, part), 0, 23, "hour");
      case HOUR_12 -> hour = inRange(spelled(part), 0, 12, "hour");
      case MINUTE -> minute = inRange(spelled(part), 0, 59, "minute");
      case SECOND -> {
        second = inRange(spelled(part), 0, 59, "second");
        if (!fractionNext && fractionFollows()) {
          // Go takes a fraction that the layout does not mention.
          fraction(endOfDigits(at + 1) - at);
        }
      }
      case FRACTION -> fractionPart(part);
      case UPPER_AM_PM -> amPm("AM", "PM", part);
      case LOWER_AM_PM -> amPm("am", "pm", part);
      case ZONE_NAME -> zoneName(part);
      case ZONE_OFFSET -> zoneOffset(part);
    }
  }

  private OffsetDateTime assemble() throws BuiltinException {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (forenoon && hour == 12) {
      hour = 0;
    }
    try {
      LocalDate date =
          yearDay > 0 && month == 0
              ? Year.of(year).atDay(yearDay)
              : LocalDate.of(year, month == 0 ? 1 : month, day == 0 ? 1 : day);
      return LocalDateTime.of(date, LocalTime.of(hour, minute, second, nano))
          .atOffset(ZoneOffset.ofTotalSeconds(offset));
    } catch (DateTimeException e) {
      throw failure("day out of range");
    }
  }

  private void literal(Part part) throws BuiltinException {
    String wanted = part.text();
    for (int i = 0; i < wanted.length(); i++) {
      if (wanted.charAt(i) == ' ') {
        // A space stands for any number of them, none included.
        while (at < text.length() && text.charAt(at) == ' ') {
          at++;
        }
      } else if (at < text.length() && text.charAt(at) == wanted.charAt(i)) {
        at++;
      } else {
        throw cannot(part);
      }
    }
  }

  /** A number of one or two digits, or of two where the layout fills with a zero. */
  private int spelled(Part part) throws BuiltinException {
    return digits(part.text().length(), 2, part);
  }

  private int padded(Part part) throws BuiltinException {
    String spelling = part.text();
    int max = part.field() == Field.YEAR_DAY ? 3 : 2;
    if (spelling.charAt(0) == '_') {
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
      return digits(1, max, part);
    }
    return digits(spelling.length(), max, part);
  }

  private int digits(int min, int max, Part part) throws BuiltinException {
    int end = Math.min(endOfDigits(at), at + max);
    if (end - at < min || end == at) {
      throw cannot(part);
    }
    int value = Integer.parseInt(text, at, end, 10);
    at = end;
    return value;
  }

  private int endOfDigits(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private int inRange(int value, int min, int max, String what) throws BuiltinException {
    if (value < min || value > max) {
      throw failure(what + " out of range");
    }
    return value;
  }

  private int monthName(TextStyle style, Part part) throws BuiltinException {
    for (Month candidate : Month.values()) {
      if (name(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), style)) {
        return candidate.getValue();
      }
    }
    throw cannot(part);
  }

  private void weekday(TextStyle style, Part part) throws BuiltinException {
    for (DayOfWeek candidate : DayOfWeek.values()) {
      if (name(candidate.getDisplayName(TextStyle.FULL, Locale.ENGLISH), style)) {
        return;
      }
    }
    throw cannot(part);
  }

  private boolean name(String full, TextStyle style) {
    String name = style == TextStyle.FULL ? full : full.substring(0, 3);
    if (text.regionMatches(true, at, name, 0, name.length())) {
      at += name.length();
      return true;
    }
    return false;
  }

  private boolean fractionFollows() {
    return at + 1 < text.length()
        && (text.charAt(at) == '.' || text.charAt(at) == ',')
        && endOfDigits(at + 1) > at + 1;
  }

  private void fractionPart(Part part) throws BuiltinException {
    if (part.text().charAt(1) == '9') {
      if (fractionFollows()) {
        fraction(endOfDigits(at + 1) - at);
      }
      return;
    }
    int length = part.text().length();
    if (!fractionFollows() || endOfDigits(at + 1) - at < length) {
      throw cannot(part);
    }
    fraction(length);
  }

  /** Takes a separator and digits, {@code length} characters together. */
  private void fraction(int length) {
    String digits = text.substring(at + 1, at + Math.min(length, NANO_DIGITS + 1));
    nano = Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
    at += length;
  }

  private void amPm(String am, String pm, Part part) throws BuiltinException {
    if (text.startsWith(am, at)) {
      forenoon = true;
    } else if (text.startsWith(pm, at)) {
      afternoon = true;
    } else {
      throw cannot(part);
    }
    at += 2;
  }

  private void zoneName(Part part) throws BuiltinException {
    int end = at;
    while (end < text.length() && Character.isUpperCase(text.charAt(end))) {
      end++;
    }
    if (end - at < 3 || end - at > 5) {
      throw cannot(part);
    }
    // An abbreviation says nothing for sure; Go takes it for UTC unless it is the local one.
    at = end;
  }

  private void zoneOffset(Part part) throws BuiltinException {
    String spelling = part.text();
    if (spelling.charAt(0) == 'Z' && at < text.length() && text.charAt(at) == 'Z') {
      at++;
      return;
    }
    char sign = at < text.length() ? text.charAt(at) : ' ';
    if (sign != '+' && sign != '-') {
      throw cannot(part);
    }
    at++;
    boolean colon = spelling.indexOf(':') > 0;
    int seconds = inRange(digits(2, 2, part), 0, 24, "time zone offset hour") * 3600;
    if (spelling.length() > 3) {
      skip(colon, part);
      seconds += inRange(digits(2, 2, part), 0, 60, "time zone offset minute") * 60;
    }
    if (spelling.length() > 6) {
      skip(colon, part);
      seconds += inRange(digits(2, 2, part), 0, 60, "time zone offset second");
    }
    offset = sign == '-' ? -seconds : seconds;
  }

  private void skip(boolean colon, Part part) throws BuiltinException {
    if (colon) {
      if (at == text.length() || text.charAt(at) != ':') {
        throw cannot(part);
      }
      at++;
    }
  }

  private BuiltinException cannot(Part part) {
    return new BuiltinException(
        "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"%s\""
            .formatted(text, layout.text(), text.substring(at), part.text()));
  }

  private BuiltinException failure(String problem) {
    return new BuiltinException("parsing time \"" + text + "\": " + problem);
  }
}
