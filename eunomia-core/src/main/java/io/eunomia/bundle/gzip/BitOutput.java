package io.eunomia.bundle.gzip;

import java.io.IOException;
import java.io.OutputStream;

/** Bits in the order that deflate packs them: the lowest of a byte first. */
final class BitOutput {
  private final OutputStream out;
  private long pending;
  private int count;

  BitOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes the lowest {@code length} bits, at most 32. */
  void write(int bits, int length) throws IOException {
    pending |= (bits & ((1L << length) - 1)) << count;
    count += length;
    while (count >= Byte.SIZE) {
      out.write((int) pending);
      pending >>>= Byte.SIZE;
      count -= Byte.SIZE;
    }
  }

  /** Fills up the byte that is begun. */
  void align() throws IOException {
    if (count > 0) {
      write(0, Byte.SIZE - count);
    }
  }

  /** Writes whole bytes; only when aligned. */
  void writeBytes(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }
}
