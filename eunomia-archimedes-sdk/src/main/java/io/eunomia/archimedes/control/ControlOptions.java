package io.eunomia.archimedes.control;

import io.eunomia.bundle.BundleLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What requests to the control plane may cost.
 *
 * @param maxBundleBytes how large a bundle may be, compressed; at most 2 GiB less a few bytes
 * @param maxUploads how many bundles may be received at once; one more is refused
 * @param bodyDeadline how long a body may take from its first byte asked for to its last one read
 * @param spoolDirectory where a bundle is kept while it is received; nobody else may write there
 */
public record ControlOptions(
    long maxBundleBytes, int maxUploads, Duration bodyDeadline, Path spoolDirectory) {
  private static final int DEFAULT_UPLOADS = 4;
  private static final Duration DEFAULT_DEADLINE = Duration.ofSeconds(60);
  // The longest array that every JVM makes.
  private static final long MAX_ARRAY = Integer.MAX_VALUE - 8L;

  /**
   * @throws IllegalArgumentException if a number is not positive, or too large
   */
  public ControlOptions {
    if (maxBundleBytes < 1 || maxBundleBytes > MAX_ARRAY) {
      throw new IllegalArgumentException("maxBundleBytes must be 1 to " + MAX_ARRAY);
    }
    if (maxUploads < 1) {
      throw new IllegalArgumentException("maxUploads must be positive");
    }
    if (bodyDeadline.isNegative() || bodyDeadline.isZero()) {
      throw new IllegalArgumentException("bodyDeadline must be positive");
    }
    Objects.requireNonNull(spoolDirectory, "spoolDirectory");
  }

  /**
   * Bundles as large as {@link BundleLimits#defaults()} has it, four at once, a minute each, in the
   * system's directory for temporary files.
   */
  public static ControlOptions defaults() {
    return new ControlOptions(
        BundleLimits.defaults().compressedBytes(),
        DEFAULT_UPLOADS,
        DEFAULT_DEADLINE,
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** These, with another limit of a bundle's size, in bytes. */
  public ControlOptions withMaxBundleBytes(long value) {
    return new ControlOptions(value, maxUploads, bodyDeadline, spoolDirectory);
  }

  /** These, with another number of uploads at once. */
  public ControlOptions withMaxUploads(int value) {
    return new ControlOptions(maxBundleBytes, value, bodyDeadline, spoolDirectory);
  }

  /** These, with another time for a body. */
  public ControlOptions withBodyDeadline(Duration value) {
    return new ControlOptions(maxBundleBytes, maxUploads, value, spoolDirectory);
  }

  /** These, with another directory for what is being received. */
  public ControlOptions withSpoolDirectory(Path value) {
    return new ControlOptions(maxBundleBytes, maxUploads, bodyDeadline, value);
  }
}
