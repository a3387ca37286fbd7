package io.eunomia.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** The examples that the project comes with: their policies, and their tables of requests. */
final class Examples {
  /** The services that have an example. */
  static final List<String> SERVICES =
      List.of("documents-service", "payments-service", "users-service");

  private static final Path ROOT =
      Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");

  private Examples() {}

  /**
   * A line of a table.
   *
   * @param reasons sorted
   */
  record Request(String name, JsonNode input, boolean allowed, List<String> reasons) {
    @Override
    public String toString() {
      return name;
    }
  }

  static PolicySources sources() throws IOException {
    return PolicyLoader.withDefaults().load(List.of(ROOT));
  }

  static Bundle bundle(String service) throws IOException {
    PolicySources sources = sources();
    BuildResult built =
        BundleBuilder.build(
            sources, sources.service(service).orElseThrow(), BuildOptions.defaults());
    return Objects.requireNonNull(built.bundle(), () -> built.diagnostics().toString());
  }

  static List<Request> requests(String service) throws IOException {
    List<Request> requests = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve(service).resolve("requests.jsonl"))) {
      JsonNode json = DocumentReader.read("requests.jsonl", line.getBytes(StandardCharsets.UTF_8));
      requests.add(
          new Request(
              json.get("name").asText(),
              json.get("input"),
              json.get("allowed").asBoolean(),
              strings(json.get("reasons"))));
    }
    return requests;
  }

  /** The strings of an array or a set, sorted. */
  static List<String> strings(JsonNode array) {
    TreeSet<String> strings = new TreeSet<>();
    array.forEach(element -> strings.add(element.asText()));
    return List.copyOf(strings);
  }
}
