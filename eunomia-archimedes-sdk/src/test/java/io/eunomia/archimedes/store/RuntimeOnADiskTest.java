package io.eunomia.archimedes.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.RuntimeStatus.Problem;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.ActivationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real disks that fail: the runtime decides all the same, and says what is wrong. */
class RuntimeOnADiskTest {
  @TempDir private Path directory;

  private static PolicyRuntime open(Path store) {
    return PolicyRuntime.builder("demo").warmup(VersionedPolicy.WARMUP).store(store).open();
  }

  private static long version(PolicyRuntime runtime) {
    assertThat(VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT))).isEmpty();
    return requireNonNull(runtime.status().active()).sequence();
  }

  @Test
  void whenTheDiskIsFull_thenActivationsAreRefusedUntilThereIsRoom() throws Exception {
    try (Mount disk = Mount.smallDisk(directory.resolve("disk"), "1m")) {
      Path filler = disk.path().resolve("filler");
      try (PolicyRuntime runtime = open(disk.path().resolve("store.db"))) {
        runtime.activate(VersionedPolicy.bundle(1));
        fill(filler);
        int live = activateUntilRefused(runtime);
        assertThat(version(runtime)).isEqualTo(live);
        assertThat(runtime.status().health().problems())
            .extracting(Problem::code)
            .containsExactly("FULL");
        assertThat(runtime.status().health().ready()).isTrue();
        Files.delete(filler);
        runtime.activate(VersionedPolicy.bundle(1000));
        assertThat(version(runtime)).isEqualTo(1000);
        assertThat(runtime.status().health().problems()).isEmpty();
      }
      try (PolicyRuntime runtime = open(disk.path().resolve("store.db"))) {
        assertThat(version(runtime)).isEqualTo(1000);
      }
    }
  }

  /** The file has some room of its own. Returns the last version that found a place in it. */
  private static int activateUntilRefused(PolicyRuntime runtime) {
    for (int version = 2; version < 500; version++) {
      try {
        runtime.activate(VersionedPolicy.bundle(version));
      } catch (ActivationException e) {
        assertThat(e.code()).isEqualTo(Code.ACTIVATION_FAILED);
        assertThat(e).hasMessageContaining("FULL");
        return version - 1;
      }
    }
    throw new AssertionError("nothing was refused");
  }

  private static void fill(Path file) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      for (int i = 0; i < 1024; i++) {
        out.write(block);
      }
      throw new AssertionError("the disk is not full");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  @Test
  void whenTheDiskCannotBeWritten_thenTheLastBundleDecidesAndNothingIsRemembered()
      throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    try (PolicyRuntime runtime = open(disk.resolve("store.db"))) {
      runtime.activate(VersionedPolicy.bundle(1));
    }
    try (Mount view = Mount.readOnlyView(disk, directory.resolve("view"));
        PolicyRuntime runtime = open(view.path().resolve("store.db"))) {
      assertThat(version(runtime)).isEqualTo(1);
      assertThat(requireNonNull(runtime.status().active()).source())
          .isEqualTo(ActivationSource.STORE);
      assertThat(runtime.status().health().problems())
          .extracting(Problem::code)
          .containsExactly("READ_ONLY");
      runtime.activate(VersionedPolicy.bundle(2));
      assertThat(version(runtime)).isEqualTo(2);
      runtime.rollback("test");
      assertThat(version(runtime)).isEqualTo(1);
    }
    try (PolicyRuntime runtime = open(disk.resolve("store.db"))) {
      assertThat(version(runtime)).isEqualTo(1);
    }
  }
}
