package io.eunomia.policy.source;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Writes files whole or not at all. Stateless and thread-safe. */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes a file, in the place of the one that is there. A device or a pipe is written to.
   *
   * @throws IOException if it cannot be written, or there is no such directory; then the file is as
   *     it was
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + ": is a directory");
    }
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IOException(file + ": cannot be written: there is no directory " + directory);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A device or a pipe is written to, and not replaced.
      Files.write(file, bytes);
      return;
    }
    Path temporary =
        directory.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.write(temporary, bytes);
      keepPermissions(file, temporary);
      try {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Who might read or run a file that is replaced may do so with the new one, and no others. */
  private static void keepPermissions(Path file, Path replacement) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
    if (view != null && Files.exists(file)) {
      view.setPermissions(Files.getPosixFilePermissions(file));
    }
  }
}
