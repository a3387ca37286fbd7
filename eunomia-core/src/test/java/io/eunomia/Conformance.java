package io.eunomia;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The conformance data beside the checkout; tests that need it are skipped where it is absent. */
public final class Conformance {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Conformance() {}

  /** Whether there is any. */
  public static boolean isPresent() {
    return Files.isDirectory(path("v1"));
  }

  private static Path path(String name) {
    return Path.of(System.getProperty("eunomia.root", ".."), "..", "shared", "conformance", name);
  }

  /** A folder of the data. */
  public static Path folder(String name) {
    Path folder = path(name);
    assumeTrue(Files.isDirectory(folder), () -> "no conformance data at " + folder);
    return folder;
  }

  /** Every line of {@code plans/}. */
  public static List<JsonNode> plans() throws IOException {
    List<JsonNode> result = new ArrayList<>();
    for (Path file : files("plans")) {
      try (Stream<String> lines = Files.lines(file)) {
        for (String line : (Iterable<String>) lines::iterator) {
          result.add(MAPPER.readTree(line));
        }
      }
    }
    return result;
  }

  /** Every case of {@code v1/}. */
  public static List<JsonNode> cases() throws IOException {
    List<JsonNode> result = new ArrayList<>();
    for (Path file : files("v1")) {
      MAPPER.readTree(file.toFile()).forEach(result::add);
    }
    return result;
  }

  private static List<Path> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder(name))) {
      return files.sorted().toList();
    }
  }
}
