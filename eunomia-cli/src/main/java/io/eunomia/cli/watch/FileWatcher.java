package io.eunomia.cli.watch;

import io.eunomia.cli.watch.WatchedDirectories.Told;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Waits for changes of files: of those that are given, and of those below directories that are
 * given, as long as their names are wanted. Files and directories may come, go and be replaced.
 *
 * <p>No change is lost that comes after the watcher was made, also none while nobody waits: what
 * the file system tells is kept until then, and what is there is compared with what was there. A
 * change may be told twice. Whoever waits sleeps until the file system tells something; on systems
 * that tell nothing, the JDK looks every few seconds.
 *
 * <p>One thread waits; any may close the watcher, which ends that.
 */
public final class FileWatcher implements AutoCloseable {
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final List<Path> paths;
  private final Predicate<String> files;
  private final Predicate<String> directories;
  private final WatchedDirectories watched;
  private FileScan seen;

  private FileWatcher(
      List<Path> paths,
      Predicate<String> files,
      Predicate<String> directories,
      WatchedDirectories watched)
      throws IOException {
    this.paths = List.copyOf(paths);
    this.files = files;
    this.directories = directories;
    this.watched = watched;
    this.seen = FileScan.of(paths, files, directories, watched);
  }

  /**
   * Begins to watch.
   *
   * @param paths files and directories, which need not be there yet
   * @param files which files below directories are watched, by their names
   * @param directories which directories below others are entered, by their names
   * @throws IOException if the system watches no more directories
   */
  public static FileWatcher of(
      List<Path> paths, Predicate<String> files, Predicate<String> directories) throws IOException {
    WatchedDirectories watched = WatchedDirectories.none();
    try {
      return new FileWatcher(paths, files, directories, watched);
    } catch (IOException | RuntimeException e) {
      watched.close();
      throw e;
    }
  }

  /**
   * Waits for a change, and then until nothing has changed for 100 ms, for 2 seconds at most.
   *
   * @return whether something has changed since the last time, or since the watcher was made; if
   *     not, the watcher is closed
   * @throws IOException if the system watches no more directories
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean await() throws IOException, InterruptedException {
    try {
      boolean changed = false;
      while (!changed) {
        changed = gathered() == Change.CERTAIN;
        FileScan before = seen;
        seen = FileScan.of(paths, files, directories, watched);
        changed |= !seen.isSameAs(before);
      }
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  /** Ends watching; may be called at any time and several times. */
  @Override
  public void close() {
    watched.close();
  }

  /** Waits for what may be a change, and for all that comes before it is quiet. */
  private Change gathered() throws InterruptedException {
    Change all = Change.NONE;
    while (all == Change.NONE) {
      all = change(watched.take());
    }
    long start = System.nanoTime();
    long quietAt = QUIET_NANOS;
    for (long now = 0; now < quietAt; now = System.nanoTime() - start) {
      Told told = watched.poll(quietAt - now);
      Change more = told == null ? Change.NONE : change(told);
      if (more != Change.NONE) {
        all = all.and(more);
        quietAt = Math.min(System.nanoTime() - start + QUIET_NANOS, LIMIT_NANOS);
      }
    }
    return all;
  }

  private Change change(Told told) {
    Change all = told.gone() ? Change.TO_BE_SEEN : Change.NONE;
    for (WatchEvent<?> event : told.events()) {
      all = all.and(seen.change(told.directory(), event));
    }
    return all;
  }
}
