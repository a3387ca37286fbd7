package io.eunomia.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundlePlacesTest {
  private static final byte[] BUNDLE = {1, 2, 3};
  private static final String DIGEST = BundleDigest.of(BUNDLE).toString();

  @TempDir Path directory;

  @Test
  void whenItIsWritten_thenItIsWhereItIsToBe() throws IOException {
    places(true).write(BUNDLE);

    assertThat(places(true).file()).hasBinaryContent(BUNDLE);
    assertThat(places(true).resource()).hasBinaryContent(BUNDLE);
    assertThat(places(true).digest()).isEqualTo(DIGEST);
    assertThat(places(false).digest()).isEqualTo("none");
  }

  @Test
  void whenItIsNotToBeOnTheClassPath_thenItIsNotThere() throws IOException {
    places(false).write(BUNDLE);

    assertThat(places(false).resource()).doesNotExist();
    assertThat(places(false).digest()).isEqualTo(DIGEST);
    assertThat(places(true).digest()).isEqualTo("none");
  }

  @Test
  void whenSomebodyChangesOrRemovesOneOfThem_thenNoneCounts() throws IOException {
    assertThat(places(true).digest()).isEqualTo("none");
    places(true).write(BUNDLE);
    Files.write(places(true).resource(), new byte[] {4});
    assertThat(places(true).digest()).isEqualTo("none");

    places(true).write(BUNDLE);
    Files.delete(places(true).file());
    assertThat(places(true).digest()).isEqualTo("none");
  }

  @Test
  void whenItIsDeleted_thenNothingOfTheServiceIsLeft_butWhatIsNotOurs() throws IOException {
    places(true).write(BUNDLE);
    Path other = places(true).resource().resolveSibling("other");
    Files.createFile(other);

    places(true).delete();
    places(true).delete();

    assertThat(places(true).file().getParent()).doesNotExist();
    assertThat(places(true).resource()).doesNotExist();
    assertThat(other).exists();
  }

  private BundlePlaces places(boolean onClassPath) {
    return new BundlePlaces(
        directory.resolve("target/eunomia/users-service/bundle.tar.gz"),
        directory.resolve("target/classes/META-INF/eunomia/users-service/bundle.tar.gz"),
        onClassPath);
  }
}
