package io.eunomia.maven;

import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a service's bundle is put.
 *
 * @param file what is attached to the project
 * @param resource the same on the class path
 * @param onClassPath whether it is to be there
 */
record BundlePlaces(Path file, Path resource, boolean onClassPath) {
  private static final String NONE = "none";

  /**
   * The digest of the bundle that is there; {@code none} if it is not in each place where it is to
   * be, the same in all, or is where it is not to be.
   */
  String digest() throws IOException {
    String digest = digest(file);
    return digest(resource).equals(onClassPath ? digest : NONE) ? digest : NONE;
  }

  /** Puts a bundle where it is to be. */
  void write(byte[] bundle) throws IOException {
    write(file, bundle);
    if (onClassPath) {
      write(resource, bundle);
    }
  }

  /** Takes it away, and the service's directories with it. */
  void delete() throws IOException {
    delete(file);
    delete(resource);
  }

  private static void write(Path place, byte[] bundle) throws IOException {
    Files.createDirectories(place.toAbsolutePath().getParent());
    Files.write(place, bundle);
  }

  private static void delete(Path place) throws IOException {
    Files.deleteIfExists(place);
    try {
      Files.deleteIfExists(place.resolveSibling(""));
    } catch (DirectoryNotEmptyException isOfSomebodyElse) {
      return;
    }
  }

  private static String digest(Path place) throws IOException {
    try {
      return BundleDigest.of(Files.readAllBytes(place)).toString();
    } catch (NoSuchFileException e) {
      return NONE;
    }
  }
}
