package io.eunomia.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.source.DocumentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A request of an example's table, and its answer.
 *
 * @param name what it is called
 * @param input the request
 * @param allowed whether it is allowed
 * @param reasons why not, sorted
 */
record DemoRequest(String name, PolicyInput input, boolean allowed, List<String> reasons) {
  /** Reads a service's table: a JSON object a line. */
  static List<DemoRequest> read(Path file) throws IOException {
    List<DemoRequest> requests = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        JsonNode json =
            DocumentReader.read(
                file + ":" + (requests.size() + 1), line.getBytes(StandardCharsets.UTF_8));
        TreeSet<String> reasons = new TreeSet<>();
        json.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        requests.add(
            new DemoRequest(
                json.path("name").asText(),
                PolicyInput.fromJson(json.path("input")),
                json.path("allowed").asBoolean(),
                List.copyOf(reasons)));
      }
    }
    return requests;
  }
}
