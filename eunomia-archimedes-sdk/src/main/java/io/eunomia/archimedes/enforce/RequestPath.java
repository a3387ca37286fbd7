package io.eunomia.archimedes.enforce;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells paths that everyone reads alike from those that one program takes for another path than the
 * next one does.
 *
 * <p>A filter and the service behind it read a path each for itself. If one resolves {@code ..},
 * takes {@code %2F} for a slash, cuts off {@code ;x=y} or decodes twice, and the other does not,
 * then what is decided about is not what is done. Which of them is right does not matter: a path
 * that can be read in two ways is refused. What remains is RFC 3986's {@code path-absolute} with
 * segments whose encoding is needed, is UTF-8, and hides no character that means something.
 */
final class RequestPath {
  private static final int MAX_LENGTH = 8192;
  private static final String RAW_MARKS = "-._~!$&'()*+,=:@";

  private RequestPath() {}

  /** Why a path is refused, in words that follow "the path"; null if it is not. */
  static @Nullable String problem(String path) {
    if (path.length() > MAX_LENGTH) {
      return "is longer than " + MAX_LENGTH + " characters";
    }
    if (!path.startsWith("/")) {
      return "does not start with a slash";
    }
    int start = 1;
    for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
      if (slash == start) {
        return "has an empty segment";
      }
      String problem = segmentProblem(path.substring(start, slash));
      if (problem != null) {
        return problem;
      }
      start = slash + 1;
    }
    return segmentProblem(path.substring(start));
  }

  /** The decoded segments of a path without a problem; the last one is empty after a slash. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int start = 1;
    for (int slash = path.indexOf('/', start); slash >= 0; slash = path.indexOf('/', start)) {
      segments.add(decoded(path.substring(start, slash)));
      start = slash + 1;
    }
    segments.add(decoded(path.substring(start)));
    return segments;
  }

  private static @Nullable String segmentProblem(String segment) {
    if (segment.equals(".") || segment.equals("..")) {
      return "has a relative segment";
    }
    boolean encoded = false;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == ';') {
        return "has a parameter";
      }
      if (c != '%') {
        if (!isAlphanumeric(c) && RAW_MARKS.indexOf(c) < 0) {
          return "has a character that must be encoded";
        }
        continue;
      }
      int octet = octet(segment, i);
      String problem = octet < 0 ? "has a broken encoding" : octetProblem(octet, segment, i);
      if (problem != null) {
        return problem;
      }
      encoded = true;
      i += 2;
    }
    return encoded ? decodedProblem(segment) : null;
  }

  private static @Nullable String octetProblem(int octet, String segment, int at) {
    if (octet == '/' || octet == '\\') {
      return "has an encoded slash";
    }
    if (octet == ';') {
      return "has an encoded parameter";
    }
    if (octet == '%' && isHex(segment, at + 3) && isHex(segment, at + 4)) {
      return "is encoded twice";
    }
    return isAlphanumeric(octet) || "-._~".indexOf(octet) >= 0
        ? "encodes a character that needs no encoding"
        : null;
  }

  private static @Nullable String decodedProblem(String segment) {
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(octets(segment)).toString();
    } catch (CharacterCodingException e) {
      return "is not UTF-8";
    }
    boolean unprintable =
        decoded
            .chars()
            .anyMatch(
                c ->
                    Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    return unprintable ? "has an encoded control character" : null;
  }

  private static String decoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : StandardCharsets.UTF_8.decode(octets(segment)).toString();
  }

  private static ByteBuffer octets(String segment) {
    ByteBuffer octets = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        octets.put((byte) octet(segment, i));
        i += 2;
      } else {
        octets.put((byte) c);
      }
    }
    return octets.flip();
  }

  /** The octet that is encoded from there on, or -1. */
  private static int octet(String text, int at) {
    return isHex(text, at + 1) && isHex(text, at + 2)
        ? Character.digit(text.charAt(at + 1), 16) << 4 | Character.digit(text.charAt(at + 2), 16)
        : -1;
  }

  private static boolean isHex(String text, int at) {
    // Character.digit knows the digits of other scripts too.
    return at < text.length()
        && text.charAt(at) < 0x80
        && Character.digit(text.charAt(at), 16) >= 0;
  }

  private static boolean isAlphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
