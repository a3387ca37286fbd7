package io.eunomia.archimedes.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** The end of a log's file: where its last whole line ends, and that line's hash. */
record LogTail(long length, String lastHash) {
  private static final int MAX_LINE = 4 * 1024 * 1024;

  /**
   * @throws IOException if the last whole line is not as it was written, or cannot be read
   */
  static LogTail of(Path file, String before) throws IOException {
    if (!Files.exists(file)) {
      return new LogTail(0, before);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = lineBreakBefore(channel, channel.size());
      if (end < 0) {
        return new LogTail(0, before);
      }
      long start = lineBreakBefore(channel, end) + 1;
      if (end - start > MAX_LINE) {
        throw new IOException(file + ": its last line is longer than this log writes");
      }
      byte[] bytes = read(channel, start, (int) (end - start));
      ChainLine line = ChainLine.read(bytes);
      if (line == null || !line.isWhole()) {
        throw new IOException(
            file
                + ": its last line is not as it was written; verify the log, and move it away to"
                + " begin another");
      }
      return new LogTail(end + 1, line.hash());
    }
  }

  /** Where the last line break before a place is, or -1. */
  private static long lineBreakBefore(FileChannel channel, long place) throws IOException {
    long to = place;
    while (to > 0) {
      long from = Math.max(0, to - 64 * 1024);
      byte[] bytes = read(channel, from, (int) (to - from));
      for (int i = bytes.length - 1; i >= 0; i--) {
        if (bytes[i] == '\n') {
          return from + i;
        }
      }
      to = from;
    }
    return -1;
  }

  static byte[] read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
      // Until all of it is there, or the file ends.
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
