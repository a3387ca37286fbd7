package io.eunomia.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The example policies that came with this program, in a directory of their own to be changed. */
final class DemoPolicies implements AutoCloseable {
  // A file of the examples, to find the others by: a jar need not have entries for directories.
  private static final String ANCHOR = "policies/common/data.json";

  private final Path root;
  private final Path work;

  DemoPolicies() throws IOException {
    root = Files.createTempDirectory("eunomia-demo");
    work = Files.createTempDirectory("eunomia-demo-work");
    boolean complete = false;
    try {
      copyExamples();
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  /** Where stores and logs may lie; deleted in the end. */
  Path work() {
    return work;
  }

  PolicySources load() throws IOException {
    return PolicyLoader.withDefaults().load(List.of(root));
  }

  List<DemoRequest> requests(String service) throws IOException {
    return DemoRequest.read(root.resolve(service).resolve("requests.jsonl"));
  }

  /** Gives a role of the users service one more permission. */
  void grant(String role, String permission) throws IOException {
    Path file = root.resolve("users-service").resolve("data.json");
    JsonNode data = DocumentReader.read(file.toString(), Files.readAllBytes(file));
    ((ArrayNode) data.get("roles").get(role)).add(permission);
    Files.writeString(file, data.toPrettyString());
  }

  @Override
  public void close() throws IOException {
    for (Path directory : List.of(root, work)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void copyExamples() throws IOException {
    URI anchor;
    try {
      anchor = Objects.requireNonNull(DemoPolicies.class.getResource(ANCHOR), ANCHOR).toURI();
    } catch (URISyntaxException e) {
      throw new IOException("the examples are nowhere to be found", e);
    }
    if (anchor.getScheme().equals("jar")) {
      try (FileSystem jar = FileSystems.newFileSystem(anchor, Map.of())) {
        copyBelow(jar.provider().getPath(anchor));
      }
    } else {
      copyBelow(Path.of(anchor));
    }
  }

  private void copyBelow(Path anchor) throws IOException {
    Path examples = Objects.requireNonNull(Objects.requireNonNull(anchor.getParent()).getParent());
    try (Stream<Path> files = Files.walk(examples)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = root.resolve(examples.relativize(file).toString());
        Files.createDirectories(Objects.requireNonNull(copy.getParent()));
        Files.copy(file, copy);
      }
    }
  }
}
