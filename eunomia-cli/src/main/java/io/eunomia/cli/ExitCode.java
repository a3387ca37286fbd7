package io.eunomia.cli;

/** What the process ends with. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** The work failed: findings, failed tests, an evaluation that came to no result. */
  static final int FAILED = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** Input cannot be read, or is invalid. */
  static final int INVALID_INPUT = 3;

  /** The other side cannot be reached. */
  static final int UNREACHABLE = 4;

  private ExitCode() {}
}
