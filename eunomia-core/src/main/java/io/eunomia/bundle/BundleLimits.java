package io.eunomia.bundle;

/**
 * How large a bundle may be. Checked while reading, before memory is taken.
 *
 * @param compressedBytes of the file
 * @param expandedBytes of the archive in it
 * @param ratio expanded bytes for one compressed; checked from the first mebibyte on, since a few
 *     small files may well compress better
 * @param entries files and directories
 */
public record BundleLimits(long compressedBytes, long expandedBytes, int ratio, int entries) {
  private static final BundleLimits DEFAULTS = new BundleLimits(64L << 20, 256L << 20, 200, 10_000);

  /**
   * @throws IllegalArgumentException for a limit below one
   */
  public BundleLimits {
    if (compressedBytes < 1 || expandedBytes < 1 || ratio < 1 || entries < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
  }

  /** 64 MiB compressed, 256 MiB expanded, 200 to 1, 10,000 entries. */
  public static BundleLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another one for the file. */
  public BundleLimits withCompressedBytes(long limit) {
    return new BundleLimits(limit, expandedBytes, ratio, entries);
  }

  /** These limits with another one for the archive in it. */
  public BundleLimits withExpandedBytes(long limit) {
    return new BundleLimits(compressedBytes, limit, ratio, entries);
  }

  /** These limits with another ratio. */
  public BundleLimits withRatio(int limit) {
    return new BundleLimits(compressedBytes, expandedBytes, limit, entries);
  }

  /** These limits with another number of entries. */
  public BundleLimits withEntries(int limit) {
    return new BundleLimits(compressedBytes, expandedBytes, ratio, limit);
  }
}
