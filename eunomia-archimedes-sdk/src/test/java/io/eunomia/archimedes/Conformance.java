package io.eunomia.archimedes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The conformance data beside the checkout; tests that need it are skipped where it is absent. */
public final class Conformance {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Conformance() {}

  /** One case with OPA's plan of it. */
  public record PlannedCase(String name, JsonNode plan, JsonNode testCase) {}

  /** Every plan, with its case. */
  public static List<PlannedCase> planned() throws IOException {
    Map<String, JsonNode> cases = new HashMap<>();
    for (Path file : files("v1")) {
      MAPPER.readTree(file.toFile()).forEach(c -> cases.put(key(c), c));
    }
    List<PlannedCase> result = new ArrayList<>();
    for (Path file : files("plans")) {
      for (String line : Files.readAllLines(file)) {
        JsonNode plan = MAPPER.readTree(line);
        JsonNode testCase = cases.get(key(plan));
        if (testCase == null) {
          throw new IllegalStateException("there is a plan, but no case " + key(plan));
        }
        String note = testCase.path("note").asText();
        result.add(new PlannedCase(key(plan) + " " + note, plan, testCase));
      }
    }
    return result;
  }

  private static String key(JsonNode node) {
    return node.get("file").asText() + "#" + node.get("case").asText();
  }

  private static List<Path> files(String name) throws IOException {
    Path folder =
        Path.of(System.getProperty("eunomia.root", ".."), "..", "shared", "conformance", name);
    assumeTrue(Files.isDirectory(folder), () -> "no conformance data at " + folder);
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
