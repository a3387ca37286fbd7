package io.eunomia.archimedes.engine.builtins.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a response says of its being kept (RFC 9111, 5.2.2); what concerns shared caches does not
 * count here.
 *
 * @param noStore it must not be kept
 * @param noCache it must not be used without asking
 * @param maxAge how many seconds it is good for; negative if it does not say
 */
record CacheControl(boolean noStore, boolean noCache, long maxAge) {
  private static final int LONGEST = 9;
  private static final Pattern DIRECTIVE =
      Pattern.compile("([^\\s,=\"]+)\\s*(?:=\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,\"]*))?");

  /** Reads the header, all of its values one after the other. */
  static CacheControl parse(String header) {
    boolean noStore = false;
    boolean noCache = false;
    long maxAge = -1;
    Matcher directive = DIRECTIVE.matcher(header);
    while (directive.find()) {
      switch (directive.group(1).toLowerCase(Locale.ROOT)) {
        case "no-store" -> noStore = true;
        case "no-cache" -> noCache = true;
        // Of two, the shorter one; what is no number is as good as nothing.
        case "max-age" -> {
          long seconds = seconds(directive.group(2));
          maxAge = maxAge < 0 ? seconds : Math.min(maxAge, seconds);
        }
        default -> {}
      }
    }
    return new CacheControl(noStore, noCache, maxAge);
  }

  private static long seconds(@Nullable String written) {
    String text = written == null ? "" : written.replace("\"", "");
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return text.length() > LONGEST ? Integer.MAX_VALUE : Long.parseLong(text);
  }
}
