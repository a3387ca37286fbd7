package io.eunomia.rego.parser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The conformance data beside the checkout; tests that want it are skipped where it is absent. */
public final class ConformanceData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConformanceData() {}

  /** All cases of a folder, in the order of the files' names. */
  public static List<JsonNode> cases(String folder) {
    Path directory = root().resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no conformance data at " + directory);
    try (Stream<Path> files = Files.list(directory)) {
      List<JsonNode> cases = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".json")) {
          JSON.readTree(file.toFile()).forEach(cases::add);
        } else {
          for (String line : Files.readAllLines(file)) {
            cases.add(JSON.readTree(line));
          }
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    Path project = Path.of(System.getProperty("eunomia.root", "..")).toAbsolutePath().normalize();
    return project.resolveSibling("shared").resolve("conformance");
  }
}
