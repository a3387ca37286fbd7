package io.eunomia.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherTest {
  private static final long SECONDS = 30;

  @TempDir private Path temporary;
  private final ExecutorService waiting = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    waiting.shutdownNow();
  }

  @Test
  void whenAFileChanges_thenThatIsTold() throws Exception {
    Path file = write("dir/sub/p.rego", "1");
    try (FileWatcher watcher = watch("dir")) {
      Future<Boolean> told = waiting.submit(watcher::await);
      Files.writeString(file, "2");
      assertThat(told.get(SECONDS, TimeUnit.SECONDS)).isTrue();

      Files.delete(file);
      assertTold(watcher);
      write("dir/sub/p.rego", "3");
      assertTold(watcher);
      Files.move(file, file.resolveSibling("q.rego"));
      assertTold(watcher);
    }
  }

  @Test
  void whenSeveralThingsChangeWhileNobodyWaits_thenTheyAreToldOnce() throws Exception {
    write("dir/p.rego", "1");
    try (FileWatcher watcher = watch("dir")) {
      for (int i = 0; i < 100; i++) {
        write("dir/p" + i + ".rego", "1");
      }
      assertTold(watcher);
      // Whatever else there is was told by then.
      write("dir/last.rego", "1");
      assertTold(watcher);
    }
  }

  @Test
  void whenDirectoriesCome_thenWhatIsInThemIsSeen() throws Exception {
    Files.createDirectories(dir("dir"));
    try (FileWatcher watcher = watch("dir")) {
      write("dir/a/b/c/p.rego", "1");
      assertTold(watcher);
      write("dir/a/b/c/p.rego", "2");
      assertTold(watcher);
      write("elsewhere/x/p.rego", "1");
      Files.move(dir("elsewhere"), dir("dir/a/moved"));
      assertTold(watcher);
      write("dir/a/moved/x/p.rego", "2");
      assertTold(watcher);
    }
  }

  @Test
  void whenDirectoriesAreMovedOrReplaced_thenTheyAreWatchedStill() throws Exception {
    write("dir/a/p.rego", "1");
    write("dir/b/p.rego", "2");
    try (FileWatcher watcher = watch("dir")) {
      Files.move(dir("dir/a"), dir("dir/c"));
      Files.move(dir("dir/b"), dir("dir/a"));
      Files.move(dir("dir/c"), dir("dir/b"));
      assertTold(watcher);
      write("dir/a/p.rego", "3");
      assertTold(watcher);
      write("dir/b/p.rego", "4");
      assertTold(watcher);
      delete(dir("dir/a"));
      assertTold(watcher);
      write("dir/a/p.rego", "5");
      assertTold(watcher);
      write("dir/a/p.rego", "6");
      assertTold(watcher);
    }
  }

  @Test
  void whenTheDirectoryItselfGoesAndComes_thenItIsWatchedAgain() throws Exception {
    write("above/dir/p.rego", "1");
    try (FileWatcher watcher = watch("above/dir")) {
      delete(dir("above"));
      assertTold(watcher);
      write("above/dir/sub/p.rego", "2");
      assertTold(watcher);
      write("above/dir/sub/p.rego", "3");
      assertTold(watcher);
    }
  }

  @Test
  void whenAFileIsGiven_thenItMayBeReplacedOrCome() throws Exception {
    write("dir/p.rego", "1");
    try (FileWatcher watcher = watch("dir/p.rego")) {
      for (int i = 0; i < 3; i++) {
        Path other = write("dir/.p.rego.tmp", "new " + i);
        Files.move(other, dir("dir/p.rego"), StandardCopyOption.ATOMIC_MOVE);
        assertTold(watcher);
      }
    }
    try (FileWatcher watcher = watch("missing/sub/data.json")) {
      write("missing/sub/data.json", "{}");
      assertTold(watcher);
      write("missing/sub/data.json", "[]");
      assertTold(watcher);
    }
  }

  @Test
  void whenLinksLeadElsewhere_thenThatIsSeen() throws Exception {
    write("dir/.v1/p.rego", "1");
    write("dir/.v2/p.rego", "2");
    Files.createSymbolicLink(dir("dir/.current"), Path.of(".v1"));
    Files.createSymbolicLink(dir("dir/p.rego"), Path.of(".current", "p.rego"));
    Files.createSymbolicLink(dir("given.rego"), Path.of("dir", ".v1", "p.rego"));
    try (FileWatcher watcher = watch("dir")) {
      Files.createSymbolicLink(dir("dir/.next"), Path.of(".v2"));
      Files.move(dir("dir/.next"), dir("dir/.current"), StandardCopyOption.ATOMIC_MOVE);
      assertTold(watcher);
      write("dir/.v2/p.rego", "3");
      assertTold(watcher);
    }
    try (FileWatcher watcher = watch("given.rego")) {
      write("dir/.v1/p.rego", "4");
      assertTold(watcher);
    }
  }

  @Test
  void whenItIsClosedOrTheThreadIsInterrupted_thenWaitingEnds() throws Exception {
    write("dir/p.rego", "1");
    FileWatcher watcher = watch("dir");
    CountDownLatch ready = new CountDownLatch(1);
    Future<Boolean> told =
        waiting.submit(
            () -> {
              ready.countDown();
              return watcher.await();
            });
    ready.await();
    watcher.close();
    assertThat(told.get(SECONDS, TimeUnit.SECONDS)).isFalse();
    watcher.close();
    assertThat(watcher.await()).isFalse();

    try (FileWatcher other = watch("dir")) {
      Future<Boolean> interrupted =
          waiting.submit(
              () -> {
                Thread.currentThread().interrupt();
                return other.await();
              });
      assertThatThrownBy(() -> interrupted.get(SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whenFilesChangeAsTheyLike_thenTheLastChangeIsTold() throws Exception {
    Files.createDirectories(dir("dir"));
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      assertLastIsTold(
          "dir",
          () -> {
            for (int i = 0; i < 200; i++) {
              change(dir("dir"), random);
            }
          });
    }
  }

  @Test
  void whenDirectoriesAboveAFileComeAndGo_thenTheLastChangeIsTold() throws Exception {
    assertLastIsTold(
        "a/b/c/data.json",
        () -> {
          for (int i = 0; i < 200; i++) {
            delete(dir("a"));
            write("a/b/c/data.json", String.valueOf(i));
          }
        });
  }

  private interface Changes {
    void make() throws IOException;
  }

  /** Whoever reads all files when he is told has read the last of them in the end. */
  private void assertLastIsTold(String path, Changes changes) throws Exception {
    LastRead last = new LastRead();
    Future<?> reader;
    try (FileWatcher watcher = watch(path)) {
      last.set(contents(temporary));
      reader =
          waiting.submit(
              () -> {
                while (watcher.await()) {
                  last.set(contents(temporary));
                }
                return null;
              });
      changes.make();
      assertThat(last.becomes(contents(temporary))).isTrue();
    }
    reader.get(SECONDS, TimeUnit.SECONDS);
  }

  private static void change(Path root, Random random) throws IOException {
    Path directory = root.resolve("d" + random.nextInt(3)).resolve("e" + random.nextInt(3));
    Path file = directory.resolve("p" + random.nextInt(3) + ".rego");
    switch (random.nextInt(6)) {
      case 0 -> delete(random.nextBoolean() ? directory : directory.resolve("..").normalize());
      case 1 -> {
        Path to = root.resolve("d" + random.nextInt(3)).resolve("e" + random.nextInt(3));
        if (Files.exists(directory) && !Files.exists(to) && Files.exists(to.getParent())) {
          Files.move(directory, to);
        }
      }
      case 2 -> Files.deleteIfExists(file);
      default -> {
        Files.createDirectories(directory);
        Files.writeString(file, String.valueOf(random.nextInt()));
      }
    }
  }

  private static SortedMap<String, String> contents(Path root) throws IOException {
    while (true) {
      SortedMap<String, String> read = new TreeMap<>();
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          read.put(root.relativize(file).toString(), Files.readString(file));
        }
        return read;
      } catch (IOException | UncheckedIOException e) {
        // Something went away meanwhile, so that there is more to be told of.
        Thread.onSpinWait();
      }
    }
  }

  /** What was read last, to be waited for. */
  private static final class LastRead {
    private SortedMap<String, String> files = new TreeMap<>();

    synchronized void set(SortedMap<String, String> read) {
      files = read;
      notifyAll();
    }

    synchronized boolean becomes(SortedMap<String, String> wanted) throws InterruptedException {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!files.equals(wanted)) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(left);
      }
      return true;
    }
  }

  private void assertTold(FileWatcher watcher) throws Exception {
    assertThat(waiting.submit(watcher::await).get(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private FileWatcher watch(String path) throws IOException {
    return FileWatcher.of(
        List.of(dir(path)), name -> name.endsWith(".rego"), name -> !name.startsWith("."));
  }

  private Path dir(String path) {
    return temporary.resolve(path);
  }

  private Path write(String path, String text) throws IOException {
    Path file = dir(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
