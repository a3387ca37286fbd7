package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A known value of {@code format}; unknown ones allow everything. As lenient as OPA's: a {@code
 * date-time} may be a date or a time alone.
 *
 * @param name as the schema has it
 * @param test whether a string is of it
 */
record Format(String name, Predicate<String> test) {
  private static final int MAX_HOST = 255;

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile("(\\d{2}):(\\d{2}):(\\d{2})(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:\\d{2})?");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2})T(\\d{2}:\\d{2}:\\d{2}(?:[.,]\\d+)?(?:Z|[+-]\\d{2}:\\d{2}))");
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?:[^<>@]*<)?(?:[^\\s()<>\\[\\]:;@\\\\,\"]+|\"(?:[^\"\\\\]|\\\\.)*\")"
              + "@(?:[^\\s()<>\\[\\]:;@\\\\,\"]+|\\[[^\\[\\]\\\\]*\\])>?");
  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
  private static final Pattern BROKEN_REFERENCE =
      Pattern.compile("[\\x00-\\x1f\\x7f\\\\]|%(?:[^0-9a-fA-F]|.[^0-9a-fA-F]|.?$)|^:");

  private static final Map<String, Predicate<String>> KNOWN =
      Map.ofEntries(
          Map.entry("date", Format::isDate),
          Map.entry("time", Format::isTime),
          Map.entry("date-time", Format::isDateTime),
          Map.entry(
              "hostname",
              whole(
                      "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])"
                          + "(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]))*")
                  .and(text -> text.codePointCount(0, text.length()) <= MAX_HOST)),
          Map.entry("email", EMAIL::matches),
          Map.entry("idn-email", EMAIL::matches),
          Map.entry("ipv4", Format::isIpv4),
          Map.entry("ipv6", Format::isIpv6),
          Map.entry("uri", text -> isReference(text) && SCHEME.matches(text)),
          Map.entry("iri", text -> isReference(text) && SCHEME.matches(text)),
          Map.entry("uri-reference", Format::isReference),
          Map.entry("iri-reference", Format::isReference),
          Map.entry("uri-template", whole("[^{]*(?:\\{[^}]*\\}[^{]*)*")),
          Map.entry("uuid", whole("(?i)[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}")),
          Map.entry("regex", Format::isRegex),
          Map.entry("json-pointer", whole("(?:/(?:[^~/]|~0|~1)*)*")),
          Map.entry(
              "relative-json-pointer", whole("(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)")));

  /** The format of a name, or null for one that is not known. */
  static @Nullable Format of(String name) {
    Predicate<String> test = KNOWN.get(name);
    return test == null ? null : new Format(name, test);
  }

  private static Predicate<String> whole(String pattern) {
    return Pattern.compile("(?s)" + pattern)::matches;
  }

  private static boolean isDate(String text) {
    if (!DATE.matches(text)) {
      return false;
    }
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTime(String text) {
    if (!TIME.matches(text)) {
      return false;
    }
    try {
      LocalTime.parse(text.substring(0, "15:04:05".length()));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    var both = DATE_TIME.matcher(text);
    return both.matches()
        ? isDate(both.group(1)) && isTime(both.group(2))
        : isDate(text) || isTime(text);
  }

  private static boolean isReference(String text) {
    return !BROKEN_REFERENCE.matcher(text).find();
  }

  private static boolean isRegex(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isIpv4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean digits = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
      if (!digits
          || part.length() > 3
          || (part.length() > 1 && part.charAt(0) == '0')
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == 8;
    }
    int before = groups(text.substring(0, gap));
    int after = groups(text.substring(gap + 2));
    return before >= 0 && after >= 0 && before + after < 8;
  }

  /** How many groups of 16 bits a part of an address has, or a negative number if it is none. */
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int groups = parts.length;
    for (int i = 0; i < parts.length; i++) {
      boolean hex =
          !parts[i].isEmpty()
              && parts[i].length() <= 4
              && parts[i].chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
      if (!hex) {
        if (i < parts.length - 1 || !isIpv4(parts[i])) {
          return -8;
        }
        groups++;
      }
    }
    return groups;
  }
}
