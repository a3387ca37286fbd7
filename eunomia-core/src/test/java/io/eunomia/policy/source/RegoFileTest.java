package io.eunomia.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegoFileTest {
  @TempDir private Path dir;

  @Test
  void whenADirectoryIsGiven_thenItsRegoIsReadInOrderAndWhatIsHiddenIsNot() throws IOException {
    write("b.rego", "package b");
    write("a/a.rego", "package a");
    write("a/data.json", "{}");
    write(".hidden/c.rego", "package c");

    List<RegoFile> files =
        RegoFile.read(List.of(dir, dir.resolve("b.rego")), LoadLimits.defaults());

    assertThat(files)
        .extracting(RegoFile::path)
        .containsExactly(dir.resolve("a/a.rego"), dir.resolve("b.rego"));
    assertThat(files.get(0).source().name()).isEqualTo(dir.resolve("a/a.rego").toString());
    assertThat(files.get(0).source().text()).isEqualTo("package a");
  }

  @Test
  void whenAFileIsGiven_thenItIsReadWhateverItIsCalled() throws IOException {
    Path file = write("policy.txt", "package p");

    assertThat(RegoFile.read(List.of(file), LoadLimits.defaults())).hasSize(1);
  }

  @Test
  void whenThereIsNoSuchFile_thenThatIsSaid() {
    assertThatThrownBy(() -> RegoFile.read(List.of(dir.resolve("x.rego")), LoadLimits.defaults()))
        .isInstanceOf(PolicyLoadException.class)
        .hasMessageEndingWith("x.rego: does not exist");
  }

  private Path write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }
}
