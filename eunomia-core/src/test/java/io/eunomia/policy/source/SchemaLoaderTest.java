package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.rego.schema.SchemaSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaLoaderTest {
  @TempDir private Path dir;

  private Path write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  @Test
  void whenAFileIsLoaded_thenItIsTheSchemaOfInput() throws IOException {
    SchemaSet schemas = SchemaLoader.load(write("any.name", "{\"type\": \"string\"}"));
    assertThat(schemas.input()).hasToString("{\"type\":\"string\"}");
    assertThat(schemas.find(List.of())).isEqualTo(schemas.input());
  }

  @Test
  void whenADirectoryIsLoaded_thenSchemasAreNamedByTheirPaths() throws IOException {
    write("request.json", "{\"title\": \"a\"}");
    write("kinds/acl-schema.yaml", "title: b");
    write("kinds/README.md", "# No schema");
    SchemaSet schemas = SchemaLoader.load(dir);
    assertThat(schemas.input()).isNull();
    assertThat(schemas.find(List.of("request"))).hasToString("{\"title\":\"a\"}");
    assertThat(schemas.find(List.of("kinds", "acl-schema"))).hasToString("{\"title\":\"b\"}");
    assertThat(schemas.find(List.of("kinds"))).isNull();
  }

  @Test
  void whenThereIsNoSchema_thenItIsSaid() throws IOException {
    assertThatThrownBy(() -> SchemaLoader.load(dir.resolve("none")))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageEndingWith("none: does not exist");
    assertThatThrownBy(() -> SchemaLoader.load(dir))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageEndingWith(": has no .json, .yaml or .yml file");
    Path damaged = write("a.json", "{");
    assertThatThrownBy(() -> SchemaLoader.load(damaged))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageContaining("a.json:1:2: error json_parse_error");
  }

  @Test
  void whenTwoFilesHaveOneName_thenThatIsAnError() throws IOException {
    write("a.json", "{}");
    write("a.yaml", "{}");
    assertThatThrownBy(() -> SchemaLoader.load(dir))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageEndingWith("a.yaml: has the name of another schema");
  }

  @Test
  void whenFilesAreTooLarge_thenTheyAreRefused() throws IOException {
    write("a.json", "{\"title\": \"" + "x".repeat(100) + "\"}");
    assertThatThrownBy(() -> SchemaLoader.load(dir, LoadLimits.defaults().withFileBytes(50)))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageEndingWith("a.json: is larger than 50 bytes");
  }
}
