package io.eunomia.archimedes.engine.builtins.graphql;

import java.util.ArrayList;
import java.util.List;

/** What a string between triple quotes says: without common indentation and blank edges. */
final class BlockString {
  private BlockString() {}

  static String value(String raw) {
    List<String> lines = new ArrayList<>(List.of(raw.split("\n", -1)));
    int common = Integer.MAX_VALUE;
    for (String line : lines.subList(1, lines.size())) {
      int indent = indent(line);
      if (indent < line.length()) {
        common = Math.min(common, indent);
      }
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      lines.set(i, line.substring(Math.min(common, line.length())));
    }
    while (!lines.isEmpty() && isBlank(lines.get(0))) {
      lines.remove(0);
    }
    while (!lines.isEmpty() && isBlank(lines.get(lines.size() - 1))) {
      lines.remove(lines.size() - 1);
    }
    return String.join("\n", lines);
  }

  private static boolean isBlank(String line) {
    return indent(line) == line.length();
  }

  private static int indent(String line) {
    int indent = 0;
    while (indent < line.length() && (line.charAt(indent) == ' ' || line.charAt(indent) == '\t')) {
      indent++;
    }
    return indent;
  }
}
