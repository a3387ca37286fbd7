package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilitiesLoaderTest {
  @TempDir Path directory;

  @Test
  void whenItIsAVersion_thenItIsThatOfTheVersion() throws IOException {
    assertThat(CapabilitiesLoader.load("v1.9.0").toJson())
        .isEqualTo(Capabilities.ofVersion("v1.9.0").toJson());
    assertThatIllegalArgumentException().isThrownBy(() -> CapabilitiesLoader.load("v99.0.0"));
  }

  @Test
  void whenItIsAFile_thenItIsRead() throws IOException {
    Path file = directory.resolve("capabilities.json");
    Files.writeString(file, "{\"builtins\": [], \"features\": [\"rego_v1\"]}");

    assertThat(CapabilitiesLoader.load(file.toString()).toJson())
        .isEqualTo(Capabilities.parse(Files.readString(file)).toJson());
  }

  @Test
  void whenTheFileHasNoneOrIsNotThere_thenItIsSaidOfWhichFile() throws IOException {
    Path file = Files.writeString(directory.resolve("capabilities.json"), "[]");
    assertThatThrownBy(() -> CapabilitiesLoader.load(file.toString()))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageStartingWith(file + ": ");
    Path missing = directory.resolve("missing.json");
    assertThatThrownBy(() -> CapabilitiesLoader.load(missing.toString()))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessage(missing + ": does not exist");
  }
}
