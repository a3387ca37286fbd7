package io.eunomia.policy.source;

/**
 * How much is read from disk. Checked before memory is taken.
 *
 * @param fileBytes of one file
 * @param totalBytes of all files together
 * @param files policies, tests, data and fixtures
 * @param depth directories within each other
 */
public record LoadLimits(long fileBytes, long totalBytes, int files, int depth) {
  private static final LoadLimits DEFAULTS = new LoadLimits(64L << 20, 256L << 20, 10_000, 64);

  /**
   * @throws IllegalArgumentException for a limit below one
   */
  public LoadLimits {
    if (fileBytes < 1 || totalBytes < 1 || files < 1 || depth < 1) {
      throw new IllegalArgumentException("a limit must be at least 1");
    }
  }

  /** 64 MiB a file, 256 MiB in all, 10,000 files, 64 directories deep. */
  public static LoadLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another one for a file. */
  public LoadLimits withFileBytes(long limit) {
    return new LoadLimits(limit, totalBytes, files, depth);
  }

  /** These limits with another one for all files together. */
  public LoadLimits withTotalBytes(long limit) {
    return new LoadLimits(fileBytes, limit, files, depth);
  }

  /** These limits with another number of files. */
  public LoadLimits withFiles(int limit) {
    return new LoadLimits(fileBytes, totalBytes, limit, depth);
  }

  /** These limits with another depth. */
  public LoadLimits withDepth(int limit) {
    return new LoadLimits(fileBytes, totalBytes, files, limit);
  }
}
