package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store's files. Nothing here opens a file that SQLite may have open: on POSIX, closing it would
 * drop SQLite's locks on it.
 */
final class StoreFiles {
  private static final List<String> COMPANIONS = List.of("-wal", "-shm");

  private static final Path THIS_PROCESS = Path.of("/proc/self");
  private static final int OTHERS_WRITE = 0_022;
  private static final int STICKY = 0_1000;

  private StoreFiles() {}

  /** Makes sure that there is a file, and says where it really is. */
  static Path prepare(Path file) throws StoreException {
    Path absolute = file.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      throw new StoreException(Code.UNAVAILABLE, absolute, "is a directory");
    }
    if (!Files.exists(absolute)) {
      create(absolute);
    }
    try {
      // SQLite follows links too, and keeps its other files where they lead to.
      return absolute.toRealPath();
    } catch (IOException e) {
      throw new StoreException(Code.UNAVAILABLE, absolute, "cannot be reached (" + e + ")", e);
    }
  }

  private static void create(Path file) throws StoreException {
    Path directory = directory(file);
    if (!Files.isDirectory(directory)) {
      // Most likely a volume that is not mounted: a directory made here would hide that.
      throw new StoreException(Code.UNAVAILABLE, file, "there is no directory " + directory);
    }
    FileAttribute<?>[] onlyTheOwner =
        directory.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, onlyTheOwner);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster, or this is a link that leads nowhere: the caller finds out.
    } catch (IOException e) {
      Code code = Files.isWritable(directory) ? Code.UNAVAILABLE : Code.READ_ONLY;
      throw new StoreException(code, file, "cannot be created (" + e + ")", e);
    }
  }

  /** Whether it can be written. In WAL mode that takes two more files in the same directory. */
  static boolean writable(Path file) {
    return Files.isWritable(file) && Files.isWritable(directory(file));
  }

  /**
   * Whether others than this process's user can write it, or put another one in its place. Where
   * the file system has no such rights, nobody is said to.
   */
  static boolean othersCanWrite(Path file) {
    try {
      Path real = file.toRealPath();
      return !isOurs(real)
          || mode(real, OTHERS_WRITE) != 0
          // In a sticky directory everybody makes files, but renames only his own.
          || (mode(directory(real), OTHERS_WRITE) != 0 && mode(directory(real), STICKY) == 0);
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether this process's user owns it, as far as that can be told. */
  private static boolean isOurs(Path file) throws IOException {
    return !Files.exists(THIS_PROCESS)
        || Files.getAttribute(file, "unix:uid")
            .equals(Files.getAttribute(THIS_PROCESS, "unix:uid"));
  }

  private static int mode(Path file, int bits) throws IOException {
    return (Integer) Files.getAttribute(file, "unix:mode") & bits;
  }

  /** Whether there may be commits that are not in the file itself. */
  static boolean hasLog(Path file) {
    try {
      return Files.size(companion(file, "-wal")) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is nothing in it. */
  static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** What tells this file from another one of the same name, or {@code null} if nothing does. */
  static @Nullable Object key(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  /** The same of the log of commits. */
  static @Nullable Object logKey(Path file) {
    return key(companion(file, "-wal"));
  }

  /** Renames a file and what belongs to it. Nothing is overwritten, whoever else does the same. */
  static Path setAside(Path file) throws IOException {
    Path target = reserve(file);
    // The file comes last: should this be cut short, it is still found damaged, and nothing is
    // lost.
    for (String suffix : COMPANIONS) {
      try {
        Files.move(companion(file, suffix), companion(target, suffix));
      } catch (NoSuchFileException e) {
        // It need not be there.
      }
    }
    try {
      return Files.move(
          file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  private static Path reserve(Path file) throws IOException {
    for (int n = 1; ; n++) {
      Path target = companion(file, ".corrupt-" + n);
      if (COMPANIONS.stream().anyMatch(suffix -> Files.exists(companion(target, suffix)))) {
        continue;
      }
      try {
        return Files.createFile(target);
      } catch (FileAlreadyExistsException e) {
        // The next number.
      }
    }
  }

  private static Path companion(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static Path directory(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }
}
