package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the cases of a folder. */
final class Cases {
  private static final Pattern ENDING = Pattern.compile("\\.jsonl?$");

  private final Path dir;
  private final ObjectMapper json;

  Cases(Path dir, ObjectMapper json) {
    this.dir = dir;
    this.json = json;
  }

  /** The cases of a folder, file by file; none if there is no such folder. */
  List<Case> in(String folder) throws IOException {
    List<Case> cases = new ArrayList<>();
    Path path = dir.resolve(folder);
    if (!Files.isDirectory(path)) {
      return cases;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(path)) {
      files = found.sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      int number = 0;
      String group = ENDING.matcher(name).replaceFirst("");
      if (name.endsWith(".json")) {
        for (JsonNode test : json.readTree(file.toFile())) {
          cases.add(new Case(folder, group, number++, test));
        }
      } else if (name.endsWith(".jsonl")) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank()) {
            cases.add(new Case(folder, group, number++, json.readTree(line)));
          }
        }
      }
    }
    return cases;
  }
}
