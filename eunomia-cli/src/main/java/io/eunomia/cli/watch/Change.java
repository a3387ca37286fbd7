package io.eunomia.cli.watch;

/** What an event of the file system may mean. */
enum Change {
  /** Nothing that is watched. */
  NONE,
  /** Files may have come, gone or been replaced: that is seen where they are. */
  TO_BE_SEEN,
  /** A file has changed, or it is not known which. */
  CERTAIN;

  Change and(Change other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
