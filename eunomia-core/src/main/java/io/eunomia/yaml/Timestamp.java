package io.eunomia.yaml;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which texts Go's library takes for a point in time. */
final class Timestamp {
  // A date alone, one with a time and an offset, or one with a time behind blanks.
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:(?:[Tt](?=.*(?:Z|[-+][0-9]{2}:[0-9]{2})$)| +(?!.*(?:Z|[-+][0-9]{2}:[0-9]{2})$))"
              + "([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,][0-9]+)?"
              + "(?:Z|[-+]([0-9]{2}):([0-9]{2}))?)?");

  private Timestamp() {}

  static boolean matches(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return false;
    }
    int month = number(m, 2);
    int day = number(m, 3);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(number(m, 1), month).lengthOfMonth()
        && number(m, 4) < 24
        && number(m, 5) < 60
        && number(m, 6) < 60
        && number(m, 7) <= 24
        && number(m, 8) <= 60;
  }

  private static int number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
