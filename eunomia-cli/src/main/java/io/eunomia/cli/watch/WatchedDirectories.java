package io.eunomia.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The directories that the file system is asked to tell of. It tells of those that were asked for,
 * wherever they are moved to, so that it must be known whether they still are what they were. One
 * thread uses it; any may close it, after which everything throws {@link
 * java.nio.file.ClosedWatchServiceException}.
 */
final class WatchedDirectories implements AutoCloseable {
  /**
   * What was told of a directory.
   *
   * @param gone whether nothing more is told, as it is not there any more
   */
  record Told(Path directory, List<WatchEvent<?>> events, boolean gone) {}

  private record Watched(WatchKey key, @Nullable Object identity) {}

  private final WatchService service;
  private final Map<Path, Watched> watched = new HashMap<>();

  private WatchedDirectories(WatchService service) {
    this.service = service;
  }

  static WatchedDirectories none() throws IOException {
    return new WatchedDirectories(FileSystems.getDefault().newWatchService());
  }

  /** Adds a directory, unless it is watched already, or is none that may be read. */
  void add(Path directory) throws IOException {
    try {
      Watched present = watched.get(directory);
      Object identity = identity(directory);
      while (present == null || !isStill(present, identity)) {
        remove(directory);
        WatchKey key =
            directory.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY);
        present = new Watched(key, identity);
        watched.put(directory, present);
        // Another one may have taken its place meanwhile.
        identity = identity(directory);
      }
    } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
      remove(directory);
    }
  }

  /** Removes those that are gone, or are not the ones that they were. */
  void removeStale() {
    for (Path directory : Set.copyOf(watched.keySet())) {
      try {
        if (!isStill(Objects.requireNonNull(watched.get(directory)), identity(directory))) {
          remove(directory);
        }
      } catch (IOException e) {
        remove(directory);
      }
    }
  }

  /** Removes all but these. */
  void retain(Set<Path> directories) {
    for (Path directory : Set.copyOf(watched.keySet())) {
      if (!directories.contains(directory)) {
        remove(directory);
      }
    }
  }

  /** Waits until something is told. */
  Told take() throws InterruptedException {
    return told(service.take());
  }

  /** Waits for as long until something is told; returns null if nothing is. */
  @Nullable Told poll(long nanos) throws InterruptedException {
    WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
    return key == null ? null : told(key);
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Told told(WatchKey key) {
    List<WatchEvent<?>> events = key.pollEvents();
    return new Told((Path) key.watchable(), events, !key.reset());
  }

  private void remove(Path directory) {
    Watched removed = watched.remove(directory);
    if (removed != null) {
      removed.key().cancel();
    }
  }

  private static boolean isStill(Watched before, @Nullable Object identity) {
    return before.key().isValid() && Objects.equals(before.identity(), identity);
  }

  private static @Nullable Object identity(Path directory) throws IOException {
    return Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
  }
}
