package io.eunomia.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a page.
 *
 * @param page the page's path from the root
 * @param line the line of the opening fence, from 1
 * @param info what follows the opening fence
 * @param text what is in it; every line ends with a newline
 * @param target the file that the page says it is: its last words before are {@code `file`:}
 */
record DocsBlock(String page, int line, String info, String text, @Nullable String target) {
  private static final String FENCE = "```";
  private static final Pattern TARGET = Pattern.compile("`([\\w./-]+\\.\\w+)`:$");

  static List<DocsBlock> read(Path root, String page) throws IOException {
    List<DocsBlock> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(root.resolve(page));
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.startsWith(FENCE)) {
        before = line.isBlank() ? before : line.strip();
        continue;
      }
      int start = i;
      StringBuilder text = new StringBuilder();
      for (i++; i < lines.size() && !lines.get(i).equals(FENCE); i++) {
        text.append(lines.get(i)).append('\n');
      }
      if (i == lines.size()) {
        throw new AssertionError(page + ":" + (start + 1) + ": the fence is not closed");
      }
      Matcher target = TARGET.matcher(before);
      blocks.add(
          new DocsBlock(
              page,
              start + 1,
              line.substring(FENCE.length()),
              text.toString(),
              target.find() ? target.group(1) : null));
      before = "";
    }
    return blocks;
  }

  /** A problem with it, or with one of its lines, counted from 0. */
  String problem(int offset, String message) {
    return page + ":" + (line + 1 + offset) + ": " + message.stripTrailing();
  }
}
