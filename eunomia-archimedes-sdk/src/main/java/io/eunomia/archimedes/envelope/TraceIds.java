package io.eunomia.archimedes.envelope;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the trace that a request belongs to, as the W3C's Trace Context, level 1, has it. */
public final class TraceIds {
  /** Where a request's trace is. */
  public static final String HEADER = "traceparent";

  // Two digits of a version, the trace, the parent, flags; later versions may add fields.
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MAX_LENGTH = 512;

  private TraceIds() {}

  /**
   * The trace's id, 32 hexadecimal digits; empty if there is none that is valid.
   *
   * @param values of the header {@value #HEADER}
   */
  public static String of(List<String> values) {
    if (values.size() != 1 || values.get(0).length() > MAX_LENGTH) {
      return "";
    }
    Matcher matcher = TRACEPARENT.matcher(values.get(0));
    if (!matcher.matches()) {
      return "";
    }
    String version = matcher.group(1);
    boolean valid =
        !version.equals("ff")
            && !(version.equals("00") && matcher.group(4) != null)
            && isTraceId(matcher.group(2))
            && !isZero(matcher.group(3));
    return valid ? matcher.group(2) : "";
  }

  /** Whether this is the id of a trace: 32 hexadecimal digits in lower case, not all zero. */
  public static boolean isTraceId(String id) {
    return TRACE_ID.matcher(id).matches() && !isZero(id);
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }
}
