package io.eunomia.archimedes.control;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A bundle that was received, in a file that only this process's user can read and that is gone
 * when this is closed. So a slow sender costs no memory.
 */
final class SpooledBundle implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path file;

  private SpooledBundle(Path file) {
    this.file = file;
  }

  /**
   * Receives a whole body.
   *
   * @throws IOException if the file cannot be written
   * @throws ControlException for what is wrong with the body
   */
  static SpooledBundle receive(RequestBody body, Path directory) throws IOException {
    Path file = Files.createTempFile(directory, "eunomia-", ".bundle", onlyForOwner());
    try {
      copy(body, file);
      return new SpooledBundle(file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private static void copy(RequestBody body, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  private static FileAttribute<?>[] onlyForOwner() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
