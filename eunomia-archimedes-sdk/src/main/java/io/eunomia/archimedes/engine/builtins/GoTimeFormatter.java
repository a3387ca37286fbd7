package io.eunomia.archimedes.engine.builtins;

import io.eunomia.archimedes.engine.builtins.GoTimeLayout.Part;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;

/** Prints times by Go's layouts. */
final class GoTimeFormatter {
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private GoTimeFormatter() {}

  static String format(ZonedDateTime time, GoTimeLayout layout) {
    StringBuilder out = new StringBuilder();
    layout.parts().forEach(part -> append(out, time, part));
    return out.toString();
  }

  private static void append(StringBuilder out, ZonedDateTime time, Part part) {
    String text = part.text();
    switch (part.field()) {
      case LITERAL -> out.append(text);
      case LONG_MONTH -> out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case SHORT_MONTH ->
          out.append(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case MONTH -> number(out, time.getMonthValue(), text);
      case LONG_WEEKDAY ->
          out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
      case SHORT_WEEKDAY ->
          out.append(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), 0, 3);
      case DAY -> number(out, time.getDayOfMonth(), text);
      case YEAR_DAY -> number(out, time.getDayOfYear(), text);
      case HOUR -> number(out, time.getHour(), text);
      case HOUR_12 -> number(out, (time.getHour() + 11) % 12 + 1, text);
      case MINUTE -> number(out, time.getMinute(), text);
      case SECOND -> number(out, time.getSecond(), text);
      case LONG_YEAR -> out.append(String.format(Locale.ROOT, "%04d", time.getYear()));
      case SHORT_YEAR -> number(out, Math.floorMod(time.getYear(), 100), text);
      case UPPER_AM_PM -> out.append(time.getHour() < 12 ? "AM" : "PM");
      case LOWER_AM_PM -> out.append(time.getHour() < 12 ? "am" : "pm");
      case ZONE_NAME -> out.append(zoneName(time));
      case ZONE_OFFSET -> offset(out, time.getOffset().getTotalSeconds(), text);
      case FRACTION -> fraction(out, time.getNano(), text);
    }
  }

  /** As wide as the layout spells it, filled with what it is filled with. */
  private static void number(StringBuilder out, int value, String spelled) {
    char fill = spelled.charAt(0) == '_' ? ' ' : '0';
    String digits = Integer.toString(value);
    out.append(String.valueOf(fill).repeat(Math.max(0, spelled.length() - digits.length())));
    out.append(digits);
  }

  private static String zoneName(ZonedDateTime time) {
    return time.getOffset().getTotalSeconds() == 0 && time.getZone().getId().length() <= 1
        ? "UTC"
        : ZONE.format(time);
  }

  private static void offset(StringBuilder out, int seconds, String spelled) {
    if (spelled.charAt(0) == 'Z' && seconds == 0) {
      out.append('Z');
      return;
    }
    int minutes = Math.abs(seconds) / 60;
    out.append(seconds < 0 ? '-' : '+');
    number(out, minutes / 60, "00");
    boolean colon = spelled.indexOf(':') > 0;
    if (spelled.length() > 3) {
      out.append(colon ? ":" : "");
      number(out, minutes % 60, "00");
    }
    if (spelled.length() > 6) {
      out.append(colon ? ":" : "");
      number(out, Math.abs(seconds) % 60, "00");
    }
  }

  private static void fraction(StringBuilder out, int nanos, String spelled) {
    String digits = String.format(Locale.ROOT, "%09d", nanos);
    digits = digits.substring(0, Math.min(9, spelled.length() - 1));
    if (spelled.charAt(1) == '9') {
      digits = digits.replaceAll("0+$", "");
      if (digits.isEmpty()) {
        return;
      }
    }
    out.append(spelled.charAt(0)).append(digits);
  }
}
