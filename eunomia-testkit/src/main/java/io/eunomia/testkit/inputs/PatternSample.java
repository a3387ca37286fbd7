package io.eunomia.testkit.inputs;

/** A text that a pattern may match: right for globs, and for regular expressions often. */
final class PatternSample {
  private PatternSample() {}

  static String of(String pattern) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '^', '$', '(', ')', '+' -> {}
        case '*' -> out.append(endsWithX(out) ? "" : "x");
        case '?' ->
            out.append(i > 0 && Character.isLetterOrDigit(pattern.charAt(i - 1)) ? "" : "x");
        case '.' -> out.append(isRepeated(pattern, i) ? "x" : ".");
        case '\\' -> {
          if (++i < pattern.length()) {
            out.append(escaped(pattern.charAt(i)));
          }
        }
        case '[' -> {
          int end = pattern.indexOf(']', i + 1);
          out.append(firstOf(pattern.substring(i + 1, end < 0 ? pattern.length() : end)));
          i = end < 0 ? pattern.length() : end;
        }
        case '{' -> {
          int end = pattern.indexOf('}', i + 1);
          String inside = pattern.substring(i + 1, end < 0 ? pattern.length() : end);
          // {a,b} of globs; {1,3} of regular expressions repeats what is there once.
          out.append(inside.matches("[0-9,]*") ? "" : inside.split(",", -1)[0]);
          i = end < 0 ? pattern.length() : end;
        }
        case '|' -> i = pattern.length();
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isRepeated(String pattern, int dot) {
    return dot + 1 < pattern.length() && "*+".indexOf(pattern.charAt(dot + 1)) >= 0;
  }

  private static boolean endsWithX(StringBuilder out) {
    return !out.isEmpty() && out.charAt(out.length() - 1) == 'x';
  }

  private static char escaped(char c) {
    return switch (c) {
      case 'd' -> '1';
      case 'w', 'S' -> 'x';
      case 's' -> ' ';
      default -> c;
    };
  }

  private static String firstOf(String set) {
    if (set.startsWith("^") || set.startsWith("!") || set.isEmpty()) {
      return "~";
    }
    return set.startsWith("\\")
        ? String.valueOf(escaped(set.charAt(set.length() - 1)))
        : set.substring(0, 1);
  }
}
