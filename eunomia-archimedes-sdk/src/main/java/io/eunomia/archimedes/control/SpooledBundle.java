package io.eunomia.archimedes.control;

import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;

/**
 * A bundle that was received, in a file that only this process's user can read and that is gone
 * when this is closed. So a slow sender costs no memory.
 */
final class SpooledBundle implements AutoCloseable {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path file;
  private final BundleDigest digest;

  private SpooledBundle(Path file, BundleDigest digest) {
    this.file = file;
    this.digest = digest;
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
      return new SpooledBundle(file, copy(body, file));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Of the bytes that came. */
  BundleDigest digest() {
    return digest;
  }

  byte[] read() throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  private static BundleDigest copy(RequestBody body, Path file) throws IOException {
    MessageDigest hash = BundleDigest.newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        hash.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return BundleDigest.ofHash(hash.digest());
  }

  private static FileAttribute<?>[] onlyForOwner() {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
