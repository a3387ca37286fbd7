package io.eunomia.archimedes.enforce;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the trace that a request belongs to, if there is one. */
final class TraceIds {
  private static final String HEADER = "traceparent";
  // Two digits of a version, the trace, the parent, flags; later versions may add fields.
  private static final Pattern TRACEPARENT =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?");
  private static final Pattern TRACE_ID = Pattern.compile("[0-9a-f]{32}");
  private static final int MAX_LENGTH = 512;

  private final Supplier<String> current;

  TraceIds(Supplier<String> current) {
    this.current = current;
  }

  /** The id of the trace that is current, else of the request's header; empty if there is none. */
  String of(RequestView request) {
    String id = current.get();
    return isTraceId(id) ? id : fromHeader(request.header(HEADER));
  }

  /** As the W3C's Trace Context, level 1, has it. */
  private static String fromHeader(List<String> values) {
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

  private static boolean isTraceId(String id) {
    return TRACE_ID.matcher(id).matches() && !isZero(id);
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }
}
