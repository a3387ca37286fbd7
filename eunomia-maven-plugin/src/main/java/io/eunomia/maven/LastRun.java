package io.eunomia.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a goal did when it ended well the last time: kept in a file beside what it made, and
 * believed only if that is still as it was left. Immutable and thread-safe.
 *
 * @param entries by a name without spaces: what its outcome depended on, and then what was made
 */
record LastRun(Map<String, List<String>> entries) {
  private static final String FORMAT = "eunomia 1";

  LastRun {
    entries = Map.copyOf(entries);
  }

  /** Of a goal that has not run. */
  static LastRun none() {
    return new LastRun(Map.of());
  }

  /** What a file says; one that is not there or is not understood says nothing. */
  static LastRun read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return none();
    }
    if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
      return none();
    }
    Map<String, List<String>> entries = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> words = List.of(line.split(" "));
      entries.put(words.get(0), words.subList(1, words.size()));
    }
    return new LastRun(entries);
  }

  /** Writes it; the directory is made if it is not there. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(FORMAT));
    new TreeMap<>(entries)
        .forEach((name, words) -> lines.add(name + " " + String.join(" ", words)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines);
  }

  /** Whether an entry says exactly this. */
  boolean says(String name, String... words) {
    return List.of(words).equals(entries.get(name));
  }
}
