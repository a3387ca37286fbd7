package io.eunomia.bundle;

import io.eunomia.bundle.gzip.GzipOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes bundles: the same files give the same bytes, always and everywhere, so that the digest of
 * the file can be the bundle's identity. Entries are sorted, and carry no time and no owner.
 */
public final class BundleWriter {
  private BundleWriter() {}

  /**
   * Writes a bundle, and leaves the stream open.
   *
   * @throws IOException if the stream cannot be written
   */
  public static void write(Bundle bundle, OutputStream out) throws IOException {
    try (GzipOutput gzip = new GzipOutput(out)) {
      TarWriter tar = new TarWriter(gzip);
      for (BundleFile file : bundle.files()) {
        tar.file(file);
      }
      tar.end();
    }
  }

  /** The bundle's bytes. */
  public static byte[] toBytes(Bundle bundle) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(bundle, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }
}
