package io.eunomia.cli.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files that are watched, as they were at some time. Directories are watched before it is seen
 * what is in them, so that nothing comes in between. What cannot be read is not there.
 */
final class FileScan {
  private static final int MAX_DEPTH = 64;

  /** What tells whether a file is the one that it was. */
  private record Stamp(FileTime modified, long size, @Nullable Object identity, Path real) {}

  private final Predicate<String> files;
  private final Predicate<String> directories;
  private final WatchedDirectories watched;
  private final Map<Path, Stamp> found = new HashMap<>();

  /** Directories of which all is watched that is wanted. */
  private final Set<Path> trees = new HashSet<>();

  /** Of other directories, and of these: the names of what is watched besides. */
  private final Map<Path, Set<String>> names = new HashMap<>();

  private FileScan(
      Predicate<String> files, Predicate<String> directories, WatchedDirectories watched) {
    this.files = files;
    this.directories = directories;
    this.watched = watched;
  }

  static FileScan of(
      List<Path> paths,
      Predicate<String> files,
      Predicate<String> directories,
      WatchedDirectories watched)
      throws IOException {
    watched.removeStale();
    FileScan scan = new FileScan(files, directories, watched);
    for (Path path : paths) {
      scan.given(path.toAbsolutePath().normalize());
    }
    Set<Path> all = new HashSet<>(scan.trees);
    all.addAll(scan.names.keySet());
    watched.retain(all);
    return scan;
  }

  /** Whether the same files are there, and nothing tells that one has changed. */
  boolean isSameAs(FileScan other) {
    return found.equals(other.found);
  }

  /** What an event in a directory may mean. */
  Change change(Path directory, WatchEvent<?> event) {
    if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
      return Change.CERTAIN;
    }
    String name = String.valueOf(event.context());
    boolean named = names.getOrDefault(directory, Set.of()).contains(name);
    boolean inTree = trees.contains(directory);
    if (!named && !inTree) {
      return Change.NONE;
    }
    boolean isDirectory = Files.isDirectory(directory.resolve(name));
    if (!isDirectory && (named || files.test(name))) {
      return Change.CERTAIN;
    }
    // What else is written to is of no interest, but it may have become or been a directory.
    boolean stays = event.kind() == StandardWatchEventKinds.ENTRY_MODIFY;
    return isDirectory || !stays ? Change.TO_BE_SEEN : Change.NONE;
  }

  /** Whoever replaces what is given does so in the directory that it is in. */
  private void given(Path path) throws IOException {
    watchPlaceOf(path);
    Path real = real(path);
    if (real == null) {
      return;
    }
    watchPlaceOf(real);
    if (Files.isDirectory(real)) {
      tree(real, real, 0);
    } else {
      stamp(path);
    }
  }

  /** Watches the directory of a path, or the first one above it that there is. */
  private void watchPlaceOf(Path path) throws IOException {
    Path before = null;
    for (Path at = placeOf(path); at != null && !at.equals(before); at = placeOf(path)) {
      Path real = real(at);
      if (real != null) {
        String name = path.getName(at.getNameCount()).toString();
        names.computeIfAbsent(real, key -> new HashSet<>()).add(name);
        watched.add(real);
      }
      // Until it was watched, another one may have come below it, or it may have gone.
      before = at;
    }
  }

  private static @Nullable Path placeOf(Path path) {
    Path at = path.getParent();
    while (at != null && !Files.isDirectory(at)) {
      at = at.getParent();
    }
    return at;
  }

  private void tree(Path directory, Path root, int depth) throws IOException {
    if (depth > MAX_DEPTH || !directory.startsWith(root) || !trees.add(directory)) {
      return;
    }
    watched.add(directory);
    for (Path entry : entries(directory)) {
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        Path real = directories.test(name) ? real(entry) : null;
        if (real != null) {
          tree(real, root, depth + 1);
        }
      } else if (files.test(name)) {
        stamp(entry);
        if (Files.isSymbolicLink(entry)) {
          Path real = real(entry);
          if (real != null) {
            watchPlaceOf(real);
          }
        }
      }
    }
  }

  private static List<Path> entries(Path directory) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      // Whoever reads it says so.
      return List.of();
    }
    return entries;
  }

  private void stamp(Path file) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      found.put(file, new Stamp(is.lastModifiedTime(), is.size(), is.fileKey(), file.toRealPath()));
    } catch (IOException e) {
      // It is gone again.
      found.remove(file);
    }
  }

  private static @Nullable Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return null;
    }
  }
}
