package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastRunTest {
  @TempDir Path directory;

  @Test
  void whenItIsWritten_thenItIsReadAgain() throws IOException {
    Path file = directory.resolve("state/bundle-default.txt");
    LastRun run = new LastRun(Map.of("users-service", List.of("a", "b"), "x", List.of("c")));

    run.write(file);

    assertThat(LastRun.read(file)).isEqualTo(run);
    assertThat(run.says("users-service", "a", "b")).isTrue();
    assertThat(run.says("users-service", "a", "c")).isFalse();
    assertThat(run.says("users-service", "a")).isFalse();
    assertThat(run.says("orders-service", "a", "b")).isFalse();
  }

  @Test
  void whenThereIsNoFileOrOneOfSomethingElse_thenItSaysNothing() throws IOException {
    assertThat(LastRun.read(directory.resolve("none"))).isEqualTo(LastRun.none());
    Path other = Files.writeString(directory.resolve("other"), "eunomia 2\nall x\n");
    assertThat(LastRun.read(other)).isEqualTo(LastRun.none());
    Path damaged = Files.write(directory.resolve("damaged"), new byte[] {-1, 0, 13, 10, 32});
    assertThat(LastRun.read(damaged)).isEqualTo(LastRun.none());
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(LastRun.read(empty)).isEqualTo(LastRun.none());
  }
}
