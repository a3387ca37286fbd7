package io.eunomia.policy.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds the files below a directory, sorted by their paths. Hidden files and directories are left
 * out. A link is followed as long as it stays below the directory.
 */
final class FileWalk {
  /**
   * A file.
   *
   * @param path below the directory, with slashes
   * @param file where it is
   */
  record Found(String path, Path file) {}

  private final Path root;
  private final Path realRoot;
  private final LoadLimits limits;
  private final IgnoredNames ignored;
  private final Predicate<String> wanted;
  private final List<Found> found = new ArrayList<>();

  private FileWalk(Path root, LoadLimits limits, IgnoredNames ignored, Predicate<String> wanted)
      throws IOException {
    this.root = root;
    this.realRoot = root.toRealPath();
    this.limits = limits;
    this.ignored = ignored;
    this.wanted = wanted;
  }

  /** The files whose names are wanted, without what is ignored. */
  static List<Found> of(
      Path root, LoadLimits limits, IgnoredNames ignored, Predicate<String> wanted)
      throws PolicyLoadException {
    try {
      FileWalk walk = new FileWalk(root, limits, ignored, wanted);
      walk.directory(root, "", 0);
      walk.found.sort(Comparator.comparing(Found::path));
      return walk.found;
    } catch (PolicyLoadException e) {
      throw e;
    } catch (IOException e) {
      throw FileErrors.unreadable(root.toString(), e);
    }
  }

  /** Whether what has this name is not left out. */
  static boolean isKept(String name, IgnoredNames ignored) {
    return !name.startsWith(".") && !ignored.test(name);
  }

  private void directory(Path directory, String prefix, int depth) throws IOException {
    if (depth > limits.depth()) {
      throw new PolicyLoadException(
          root.toString(), "has more than " + limits.depth() + " directories in each other", null);
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (IOException e) {
      throw FileErrors.unreadable(directory.toString(), e);
    }
    for (Path entry : entries) {
      String name = entry.getFileName().toString();
      if (isKept(name, ignored)) {
        entry(entry, name, prefix, depth);
      }
    }
  }

  private void entry(Path entry, String name, String prefix, int depth) throws IOException {
    if (Files.isDirectory(entry)) {
      checkInside(entry, root, realRoot);
      directory(entry, prefix + name + "/", depth + 1);
    } else if (wanted.test(name)) {
      checkInside(entry, root, realRoot);
      if (found.size() >= limits.files()) {
        throw new PolicyLoadException(
            root.toString(), "has more than " + limits.files() + " files", null);
      }
      found.add(new Found(prefix + name, entry));
    }
  }

  /** Refuses a link that leads out of a directory. */
  static void checkInside(Path entry, Path root) throws IOException {
    checkInside(entry, root, root.toRealPath());
  }

  // A link is refused rather than left out: a deny rule that is silently missing allows.
  private static void checkInside(Path entry, Path root, Path realRoot) throws PolicyLoadException {
    if (!Files.isSymbolicLink(entry)) {
      return;
    }
    Path real;
    try {
      real = entry.toRealPath();
    } catch (IOException e) {
      throw FileErrors.unreadable(entry.toString(), e);
    }
    if (!real.startsWith(realRoot)) {
      throw new PolicyLoadException(entry.toString(), "is a link that leads out of " + root, null);
    }
  }
}
