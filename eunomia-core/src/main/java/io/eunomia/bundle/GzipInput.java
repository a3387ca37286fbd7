package io.eunomia.bundle;

import io.eunomia.bundle.BundleException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip and counts on both sides, so that a bomb goes off at the limit and not in
 * memory. Unlike the JDK's stream it says what is wrong, and takes nothing after the end for good.
 */
final class GzipInput extends InputStream {
  private static final int BUFFER = 16384;
  private static final long RATIO_FROM = 1L << 20;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream in;
  private final BundleLimits limits;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private long compressed;
  private long expanded;
  private long member;
  private boolean finished;

  GzipInput(InputStream in, BundleLimits limits) throws IOException {
    this.in = in;
    this.limits = limits;
    readHeader();
  }

  /** How many bytes may still come. */
  long allowance() {
    return limits.expandedBytes() - expanded;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!finished) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        expanded += count;
        member += count;
        checkExpanded();
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw invalid("needs a dictionary");
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw truncated();
        }
        inflater.setInput(buffer, 0, filled);
      }
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private int inflate(byte[] target, int offset, int length) throws BundleException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      throw new BundleException(
          Reason.INVALID_GZIP, null, "the compressed data is damaged: " + e.getMessage(), e);
    }
  }

  private void endMember() throws IOException {
    position = filled - inflater.getRemaining();
    long sum = readUnsigned(4);
    long size = readUnsigned(4);
    if (sum != crc.getValue()) {
      throw invalid("the checksum does not match the content");
    }
    if (size != (member & 0xffffffffL)) {
      throw invalid("the size does not match the content");
    }
    if (position == filled && !fill()) {
      finished = true;
      return;
    }
    // A file may be several gzip files one after the other; everything else is refused.
    crc.reset();
    member = 0;
    inflater.reset();
    readHeader();
  }

  private void readHeader() throws IOException {
    if (readByte() != 0x1f || readByte() != 0x8b) {
      throw invalid("is not a gzip file");
    }
    if (readByte() != 8) {
      throw invalid("is not compressed with deflate");
    }
    int flags = readByte();
    if ((flags & RESERVED) != 0) {
      throw invalid("has unknown flags");
    }
    readUnsigned(4);
    readUnsigned(2);
    if ((flags & EXTRA) != 0) {
      for (long left = readUnsigned(2); left > 0; left--) {
        readByte();
      }
    }
    for (int flag : new int[] {NAME, COMMENT}) {
      if ((flags & flag) != 0) {
        while (readByte() != 0) {
          // The text says nothing that matters here.
        }
      }
    }
    if ((flags & HEADER_CRC) != 0) {
      readUnsigned(2);
    }
    inflater.setInput(buffer, position, filled - position);
  }

  private long readUnsigned(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) readByte() << (Byte.SIZE * i);
    }
    return value;
  }

  private int readByte() throws IOException {
    if (position == filled && !fill()) {
      throw truncated();
    }
    return buffer[position++] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    filled = Math.max(count, 0);
    compressed += filled;
    if (compressed > limits.compressedBytes()) {
      throw new BundleException(
          Reason.TOO_LARGE, "is larger than " + limits.compressedBytes() + " bytes");
    }
    return count > 0;
  }

  private void checkExpanded() throws BundleException {
    if (expanded > limits.expandedBytes()) {
      throw new BundleException(
          Reason.EXPANDED_TOO_LARGE, "expands to more than " + limits.expandedBytes() + " bytes");
    }
    long taken = compressed - inflater.getRemaining();
    if (expanded > RATIO_FROM && expanded / limits.ratio() > taken) {
      throw new BundleException(
          Reason.RATIO_TOO_HIGH, "expands to more than " + limits.ratio() + " times its size");
    }
  }

  private static BundleException invalid(String message) {
    return new BundleException(Reason.INVALID_GZIP, message);
  }

  private static BundleException truncated() {
    return new BundleException(Reason.TRUNCATED, "ends in the middle of its compressed data");
  }
}
