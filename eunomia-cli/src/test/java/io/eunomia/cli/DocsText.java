package io.eunomia.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Output as a page shows it: {@code …} stands for anything within a line, and alone on a line for
 * any number of lines.
 */
final class DocsText {
  private static final String ANYTHING = "…";

  private DocsText() {}

  static boolean matches(String shown, String actual) {
    StringBuilder regex = new StringBuilder();
    for (String line : lines(shown)) {
      regex.append(
          line.equals(ANYTHING)
              ? "(?:.*\n)*?"
              : List.of(line.split(ANYTHING, -1)).stream()
                      .map(Pattern::quote)
                      .collect(Collectors.joining(".*"))
                  + "\n");
    }
    String printed = lines(actual).stream().map(l -> l + "\n").collect(Collectors.joining());
    return Pattern.matches(regex.toString(), printed);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::stripTrailing).toList();
  }
}
