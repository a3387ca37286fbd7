package io.eunomia.cli.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileScanTest {
  @TempDir private Path temporary;
  private Path dir = Path.of(".");
  private WatchedDirectories watched;

  private record Event<T>(WatchEvent.Kind<T> kind, T context) implements WatchEvent<T> {
    @Override
    public int count() {
      return 1;
    }
  }

  @BeforeEach
  void open() throws IOException {
    watched = WatchedDirectories.none();
    dir = Files.createDirectory(temporary.toRealPath().resolve("dir"));
    Files.writeString(dir.resolve("p.rego"), "1");
    Files.createDirectory(dir.resolve("sub"));
  }

  @AfterEach
  void close() {
    watched.close();
  }

  @Test
  void whenNamesAreNotWanted_thenTheirFilesAreNoChange() throws IOException {
    FileScan before = scan(dir);

    Files.writeString(dir.resolve("p.rego~"), "1");
    Files.writeString(dir.resolve(".p.rego.swp"), "1");
    Files.createDirectories(dir.resolve(".git").resolve("deep"));
    Files.writeString(dir.resolve(".git").resolve("x.rego"), "1");
    Files.createDirectory(dir.resolve("empty"));
    assertThat(scan(dir).isSameAs(before)).isTrue();

    Files.writeString(dir.resolve("empty").resolve("q.rego"), "");
    assertThat(scan(dir).isSameAs(before)).isFalse();
  }

  @Test
  void whenEventsCome_thenOnlySomeAreOfInterest() throws IOException {
    FileScan scan = scan(dir);
    Path above = temporary.toRealPath();

    assertThat(scan.change(dir, modified("p.rego"))).isEqualTo(Change.CERTAIN);
    assertThat(scan.change(dir, created("q.rego"))).isEqualTo(Change.CERTAIN);
    assertThat(scan.change(dir.resolve("sub"), created("q.rego"))).isEqualTo(Change.CERTAIN);
    assertThat(scan.change(dir, new Event<>(OVERFLOW, (Object) dir))).isEqualTo(Change.CERTAIN);
    assertThat(scan.change(dir, created("new"))).isEqualTo(Change.TO_BE_SEEN);
    assertThat(scan.change(dir, modified("sub"))).isEqualTo(Change.TO_BE_SEEN);
    assertThat(scan.change(above, created("dir"))).isEqualTo(Change.TO_BE_SEEN);
    assertThat(scan.change(dir, modified("run.log"))).isEqualTo(Change.NONE);
    assertThat(scan.change(above, created("other"))).isEqualTo(Change.NONE);
    assertThat(scan.change(dir.resolve("never"), created("p.rego"))).isEqualTo(Change.NONE);
  }

  @Test
  void whenAFileIsGiven_thenOthersBesideItAreOfNoInterest() throws IOException {
    Files.writeString(dir.resolve("input.txt"), "1");
    FileScan scan = scan(dir.resolve("input.txt"));

    assertThat(scan.change(dir, modified("input.txt"))).isEqualTo(Change.CERTAIN);
    assertThat(scan.change(dir, modified("p.rego"))).isEqualTo(Change.NONE);
  }

  @Test
  void whenLinksMakeACircleOrLeadOut_thenTheyAreNotFollowed() throws IOException {
    Path out = Files.createDirectory(temporary.resolve("out"));
    Files.createSymbolicLink(dir.resolve("sub").resolve("back"), dir);
    Files.createSymbolicLink(dir.resolve("away"), out);
    FileScan before = scan(dir);

    Files.writeString(out.resolve("p.rego"), "1");

    assertThat(scan(dir).isSameAs(before)).isTrue();
  }

  private FileScan scan(Path path) throws IOException {
    return FileScan.of(
        List.of(path), name -> name.endsWith(".rego"), name -> !name.startsWith("."), watched);
  }

  private static WatchEvent<?> created(String name) {
    return new Event<>(ENTRY_CREATE, Path.of(name));
  }

  private static WatchEvent<?> modified(String name) {
    return new Event<>(ENTRY_MODIFY, Path.of(name));
  }
}
