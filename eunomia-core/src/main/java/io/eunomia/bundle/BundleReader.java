package io.eunomia.bundle;

import io.eunomia.bundle.BundleException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads bundles, also those that OPA made. Immutable and thread-safe.
 *
 * <p>Nothing is believed: limits are checked as the bytes come and before memory is taken, names
 * stay inside the bundle, and whatever else is wrong is a {@link BundleException} that says so.
 * Reading takes memory for the expanded files, and time linear in them.
 */
public final class BundleReader {
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 16;

  private final BundleLimits limits;

  /** A reader with these limits. */
  public BundleReader(BundleLimits limits) {
    this.limits = limits;
  }

  /** A reader with the default limits. */
  public static BundleReader withDefaults() {
    return new BundleReader(BundleLimits.defaults());
  }

  /**
   * Reads a bundle to the end of the stream, and leaves it open.
   *
   * @throws BundleException if the bundle cannot be used
   * @throws IOException if the stream cannot be read
   */
  public Bundle read(InputStream in) throws IOException {
    List<BundleFile> files = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (GzipInput gzip = new GzipInput(in, limits)) {
      TarReader tar = new TarReader(gzip);
      int entries = 0;
      for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
        if (++entries > limits.entries()) {
          throw new BundleException(
              Reason.TOO_MANY_ENTRIES, "has more than " + limits.entries() + " entries");
        }
        BundleFile file = readEntry(entry, tar, gzip, seen);
        if (file != null) {
          files.add(file);
        }
      }
    }
    return Bundle.of(files);
  }

  /**
   * Reads a bundle from memory.
   *
   * @throws BundleException if the bundle cannot be used
   */
  public Bundle read(byte[] bundle) throws BundleException {
    if (bundle.length > limits.compressedBytes()) {
      throw new BundleException(
          Reason.TOO_LARGE, "is larger than " + limits.compressedBytes() + " bytes");
    }
    try {
      return read(new ByteArrayInputStream(bundle));
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail", e);
    }
  }

  /**
   * Reads a bundle from a file.
   *
   * @throws BundleException if the bundle cannot be used
   * @throws IOException if the file cannot be read
   */
  public Bundle read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(in);
    }
  }

  private static @Nullable BundleFile readEntry(
      TarEntry entry, TarReader tar, GzipInput gzip, Set<String> seen) throws IOException {
    String name = entry.name();
    if (entry.isLink()) {
      throw new BundleException(Reason.LINK, name, "is a link");
    }
    if (!entry.isFile() && !entry.isDirectory()) {
      throw new BundleException(Reason.SPECIAL_FILE, name, "is neither a file nor a directory");
    }
    String path = BundlePath.normalize(name);
    if (!seen.add(path)) {
      throw new BundleException(Reason.DUPLICATE_ENTRY, name, "is there twice");
    }
    if (entry.isDirectory()) {
      return null;
    }
    if (path.equals("/") || name.endsWith("/")) {
      throw new BundleException(Reason.UNSAFE_PATH, name, "is not the name of a file");
    }
    if (entry.size() > Math.min(gzip.allowance(), LARGEST_ARRAY)) {
      throw new BundleException(
          Reason.EXPANDED_TOO_LARGE,
          name,
          "has " + entry.size() + " bytes, more than are left of the limit");
    }
    return BundleFile.owning(path, tar.content());
  }
}
