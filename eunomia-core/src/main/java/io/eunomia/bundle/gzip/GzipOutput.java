package io.eunomia.bundle.gzip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/**
 * A stream that compresses to gzip. The same bytes in give the same bytes out, however they are cut
 * into writes, on every JDK and every machine: the header is fixed and the encoder is our own.
 *
 * <p>Not thread-safe. {@link #close()} ends the file and leaves the stream below open. Takes about
 * two megabytes of memory, whatever the size.
 */
public final class GzipOutput extends OutputStream {
  private static final int SEGMENT = 8 * MatchFinder.WINDOW;
  // Deflate, no flags, no time, no hint, unknown system.
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private final BitOutput out;
  private final CRC32 crc = new CRC32();
  // The window that matches may reach back into, and behind it the segment that is collected.
  private final byte[] buffer = new byte[MatchFinder.WINDOW + SEGMENT];
  private final MatchFinder matches = new MatchFinder(buffer);
  private int start;
  private int end;
  private long total;
  private boolean closed;

  /**
   * @throws IOException if the header cannot be written
   */
  public GzipOutput(OutputStream below) throws IOException {
    this.out = new BitOutput(below);
    out.writeBytes(HEADER, 0, HEADER.length);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    crc.update(bytes, offset, length);
    total += length;
    int from = offset;
    int left = length;
    while (left > 0) {
      if (end == buffer.length) {
        writeSegment(false);
        slide();
      }
      int taken = Math.min(left, buffer.length - end);
      System.arraycopy(bytes, from, buffer, end, taken);
      end += taken;
      from += taken;
      left -= taken;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      writeSegment(true);
      out.align();
      out.write((int) crc.getValue(), Integer.SIZE);
      out.write((int) total, Integer.SIZE);
    }
  }

  private void slide() {
    System.arraycopy(buffer, end - MatchFinder.WINDOW, buffer, 0, MatchFinder.WINDOW);
    start = MatchFinder.WINDOW;
    end = MatchFinder.WINDOW;
  }

  private void writeSegment(boolean last) throws IOException {
    DeflateBlock block = new DeflateBlock(end - start);
    matches.reset(end);
    for (int at = 0; at < start; at++) {
      matches.insert(at);
    }
    int at = start;
    int length = matches.longest(at, 0);
    while (at < end) {
      int distance = matches.distance();
      matches.insert(at);
      // Lazily: a literal now, if a longer match starts at the next byte.
      int next = MatchFinder.isGoodEnough(length) ? 0 : matches.longest(at + 1, length);
      if (length == 0 || next > length) {
        block.literal(buffer[at] & 0xff);
        at++;
        length = next;
      } else {
        block.match(length, distance);
        for (int i = 1; i < length; i++) {
          matches.insert(at + i);
        }
        at += length;
        length = matches.longest(at, 0);
      }
    }
    block.write(buffer, start, end, last, out);
  }
}
