package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Our declarations, and those that OPA writes into its plans. */
class BuiltinsConformanceTest {
  private static final Path PLANS =
      Path.of(System.getProperty("eunomia.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared/conformance/plans");

  @Test
  void whenAPlanDeclaresABuiltin_thenWeDeclareItTheSame() throws IOException {
    assumeTrue(Files.isDirectory(PLANS), () -> "no conformance data at " + PLANS);
    Map<String, String> theirs = new TreeMap<>();
    Map<String, String> ours = new TreeMap<>();
    ObjectMapper mapper = new ObjectMapper();
    try (Stream<Path> files = Files.list(PLANS)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          for (JsonNode declared : mapper.readTree(line).at("/plan/static/builtin_funcs")) {
            String name = declared.path("name").asText();
            Builtin builtin = Builtins.find(name);
            theirs.put(name, CapabilitiesFile.function(declared.path("decl")).toString());
            ours.put(name, builtin == null ? "not declared" : builtin.type().toString());
          }
        }
      }
    }
    assertThat(theirs).hasSizeGreaterThan(100);
    assertThat(ours).isEqualTo(theirs);
  }
}
