package io.eunomia.policy.source;

import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A file of Rego, for what works on files one by one. Immutable and thread-safe.
 *
 * @param path where it is
 * @param source its text, named as diagnostics are to print it
 */
public record RegoFile(Path path, SourceText source) {
  /**
   * Reads files, and of directories all {@code *.rego} below them, sorted by their paths; what is
   * hidden is left out, and no file is read twice. A file is read whatever it is called.
   *
   * @throws PolicyLoadException if a file cannot be read or is too large, there are too many, or a
   *     link leads out of its directory
   */
  public static List<RegoFile> read(List<Path> paths, LoadLimits limits)
      throws PolicyLoadException {
    FileReader reader = new FileReader(limits);
    Set<Path> seen = new HashSet<>();
    List<RegoFile> read = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path, limits)) {
        if (seen.add(real(file))) {
          read.add(new RegoFile(file, reader.text(file)));
        }
      }
    }
    return read;
  }

  private static List<Path> files(Path path, LoadLimits limits) throws PolicyLoadException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    return FileWalk.of(path, limits, IgnoredNames.of(List.of()), FileNames::isRego).stream()
        .map(FileWalk.Found::file)
        .toList();
  }

  private static Path real(Path file) throws PolicyLoadException {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw FileErrors.unreadable(file.toString(), e);
    }
  }
}
