package io.eunomia.cli;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.BundleReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bundle that was read from a file.
 *
 * @param bytes of the file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BundleFiles(Bundle bundle, BundleDigest digest, byte[] bytes) {
  static BundleFiles read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw CommandException.invalidInput(file + ": is a directory, not a bundle");
    }
    BundleLimits limits = BundleLimits.defaults();
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      // One byte more than allowed is enough to refuse it.
      bytes = in.readNBytes((int) Math.min(limits.compressedBytes() + 1, Integer.MAX_VALUE - 16));
    }
    try {
      return new BundleFiles(new BundleReader(limits).read(bytes), BundleDigest.of(bytes), bytes);
    } catch (BundleException e) {
      throw CommandException.invalidInput(file + ": " + e.reason().code() + ": " + e.getMessage());
    }
  }

  int size() {
    return bytes.length;
  }
}
