package io.eunomia.archimedes.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Goes through the lines of files, in bounded memory however long they are. */
final class LogLines {
  private static final int MAX_LINE = 4 * 1024 * 1024;

  private LogLines() {}

  /** A line. */
  static final class Line {
    private final long index;
    private final Path file;
    private final long line;
    private final byte[] bytes;
    private final boolean whole;

    Line(long index, Path file, long line, byte[] bytes, boolean whole) {
      this.index = index;
      this.file = file;
      this.line = line;
      this.bytes = bytes;
      this.whole = whole;
    }

    /** Its number over all files, from 1. */
    long index() {
      return index;
    }

    /** Its file. */
    Path file() {
      return file;
    }

    /** Its number there, from 1. */
    long line() {
      return line;
    }

    /** Without the line break; cut if it is longer than any that is written. */
    byte[] bytes() {
      return bytes;
    }

    /** Whether a line break ends it. */
    boolean whole() {
      return whole;
    }
  }

  /** Takes lines. */
  interface Reader {
    void line(Line line);
  }

  static long read(List<Path> files, Reader to) throws IOException {
    long index = 0;
    for (Path file : files) {
      long line = 0;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
          bytes.reset();
          while (next >= 0 && next != '\n') {
            if (bytes.size() < MAX_LINE) {
              bytes.write(next);
            }
            next = in.read();
          }
          to.line(new Line(++index, file, ++line, bytes.toByteArray(), next == '\n'));
          next = next < 0 ? next : in.read();
        }
      }
    }
    return index;
  }
}
