package io.eunomia.archimedes.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/** Configures a {@link FileAuditSink}. Not thread-safe. */
public final class FileAuditSinkBuilder {
  final Path file;
  long rotateBytes = Long.MAX_VALUE;
  Duration rotateAge = Duration.ofDays(365_000);
  int keep = Integer.MAX_VALUE;
  Fsync fsync = Fsync.every(Duration.ofSeconds(1));
  Clock clock = Clock.systemUTC();

  FileAuditSinkBuilder(Path file) {
    this.file = Objects.requireNonNull(file, "file");
  }

  /**
   * Begins another file when this one has so many bytes; never if not said.
   *
   * @throws IllegalArgumentException for less than one
   */
  public FileAuditSinkBuilder rotateBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("rotate at " + bytes + " bytes");
    }
    this.rotateBytes = bytes;
    return this;
  }

  /**
   * Begins another file when this one was begun so long ago; never if not said.
   *
   * @throws IllegalArgumentException for a time that is not positive
   */
  public FileAuditSinkBuilder rotateEvery(Duration age) {
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("rotate every " + age);
    }
    this.rotateAge = age;
    return this;
  }

  /**
   * How many rotated files are kept; all if not said. Without the first ones the chain is verified
   * from what they ended with.
   *
   * @throws IllegalArgumentException for less than one: a log continues from the last of them
   */
  public FileAuditSinkBuilder keep(int rotatedFiles) {
    if (rotatedFiles < 1) {
      throw new IllegalArgumentException("keep " + rotatedFiles + " files");
    }
    this.keep = rotatedFiles;
    return this;
  }

  /** When what is written is made durable; every second if not said. */
  public FileAuditSinkBuilder fsync(Fsync when) {
    this.fsync = Objects.requireNonNull(when, "fsync");
    return this;
  }

  /** What tells how old a file is; the system's clock if not said. */
  public FileAuditSinkBuilder clock(Clock source) {
    this.clock = Objects.requireNonNull(source, "clock");
    return this;
  }

  /**
   * The sink, ready to continue what is there.
   *
   * @throws IOException if somebody else writes the log, its last line is not as it was written, or
   *     the file cannot be used
   */
  public FileAuditSink open() throws IOException {
    return new FileAuditSink(this);
  }
}
