package io.eunomia.archimedes.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a log: the one that is written, {@code audit.jsonl}, and those before it, {@code
 * audit.jsonl.000001} and so on, the highest being the newest.
 */
record LogFiles(Path active) {
  private static final Pattern NUMBER = Pattern.compile("\\d{6,9}");

  /** The rotated files by their numbers, oldest first. */
  TreeMap<Integer, Path> rotated() throws IOException {
    TreeMap<Integer, Path> found = new TreeMap<>();
    String prefix = name() + ".";
    try (Stream<Path> files = Files.list(directory())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && NUMBER.matcher(name.substring(prefix.length())).matches()) {
          found.put(Integer.parseInt(name.substring(prefix.length())), sibling(name));
        }
      }
    }
    return found;
  }

  Path rotated(int number) {
    return sibling("%s.%06d".formatted(name(), number));
  }

  int nextNumber() throws IOException {
    Map.Entry<Integer, Path> last = rotated().lastEntry();
    return last == null ? 1 : last.getKey() + 1;
  }

  /** Held by the one process that writes. */
  Path lock() {
    return sibling(name() + ".lock");
  }

  /** Where the beginnings of lines go that a crash has left. */
  Path torn() {
    return sibling(name() + ".torn");
  }

  Path directory() {
    Path parent = active.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException(active + " is not the name of a file");
    }
    return parent;
  }

  private String name() {
    return active.getFileName().toString();
  }

  private Path sibling(String name) {
    return active.resolveSibling(name);
  }
}
