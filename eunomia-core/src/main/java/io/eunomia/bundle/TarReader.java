package io.eunomia.bundle;

import io.eunomia.bundle.BundleException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads tar: ustar, with the long names and sizes of pax and GNU. */
final class TarReader {
  static final int BLOCK = 512;
  private static final int MAX_EXTENSION = 1 << 20;

  private final InputStream in;
  private long left;
  private long padding;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** The next entry, or {@code null} after the last one. Skips what is left of the one before. */
  @Nullable TarEntry next() throws IOException {
    skip(left + padding);
    String longName = null;
    Map<String, String> pax = Map.of();
    while (true) {
      byte[] header = readBlock();
      if (isZero(header)) {
        readEnd();
        return null;
      }
      TarEntry entry = parse(header);
      switch (entry.type()) {
        case 'x' -> pax = PaxRecords.parse(extension(entry));
        case 'g' -> extension(entry);
        case 'L' -> longName = upToZero(extension(entry));
        case 'K' -> extension(entry);
        default -> {
          String name = pax.getOrDefault("path", longName == null ? entry.name() : longName);
          return begin(new TarEntry(name, entry.type(), paxSize(pax, entry)));
        }
      }
    }
  }

  /** The whole content of the entry. Takes memory as the content comes, not as its head says. */
  byte[] content() throws IOException {
    byte[] content = in.readNBytes((int) left);
    if (content.length < left) {
      throw truncated();
    }
    left = 0;
    return content;
  }

  private TarEntry begin(TarEntry entry) {
    left = entry.size();
    padding = -entry.size() & (BLOCK - 1);
    return entry;
  }

  private byte[] extension(TarEntry entry) throws IOException {
    if (entry.size() > MAX_EXTENSION) {
      throw invalid("has an extended header of " + entry.size() + " bytes");
    }
    byte[] content = in.readNBytes((int) entry.size());
    if (content.length < entry.size()) {
      throw truncated();
    }
    skip(-entry.size() & (BLOCK - 1));
    return content;
  }

  private static TarEntry parse(byte[] header) throws BundleException {
    checkSum(header);
    String name = upToZero(Arrays.copyOfRange(header, 0, 100));
    // GNU's own format uses the place of the prefix for other things.
    if (matches(header, 257, "ustar\0")) {
      String prefix = upToZero(Arrays.copyOfRange(header, 345, 500));
      name = prefix.isEmpty() ? name : prefix + "/" + name;
    }
    return new TarEntry(name, (char) (header[156] & 0xff), number(header, 124, 12));
  }

  private static void checkSum(byte[] header) throws BundleException {
    long expected = number(header, 148, 8);
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != expected) {
      throw invalid("is not a tar archive, or a damaged one: a header's checksum is wrong");
    }
  }

  private static long number(byte[] header, int from, int length) throws BundleException {
    long value = 0;
    if ((header[from] & 0x80) != 0) {
      // GNU's binary form for what octal digits cannot hold; negative numbers make no sense here.
      value = header[from] & 0x7f;
      for (int i = from + 1; i < from + length; i++) {
        if (value >> 55 != 0) {
          throw invalid("has a header with a number out of range");
        }
        value = (value << 8) | (header[i] & 0xff);
      }
      return value;
    }
    String digits = upToZero(Arrays.copyOfRange(header, from, from + length)).strip();
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '7')) {
      throw invalid("has a header with a number that is not octal");
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long paxSize(Map<String, String> pax, TarEntry entry) throws BundleException {
    String size = pax.get("size");
    if (size == null) {
      return entry.size();
    }
    if (size.isEmpty() || size.length() > 18 || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw invalid("has an extended header with a size that is no number");
    }
    return Long.parseLong(size);
  }

  private void readEnd() throws IOException {
    if (!isZero(readBlock())) {
      throw invalid("has a single zero block where its end should be");
    }
    // Archives are filled up with zeros; something else would be seen by one reader and not
    // another.
    byte[] rest = new byte[8192];
    for (int count = in.read(rest); count >= 0; count = in.read(rest)) {
      for (int i = 0; i < count; i++) {
        if (rest[i] != 0) {
          throw invalid("has content after its end");
        }
      }
    }
  }

  private byte[] readBlock() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw truncated();
    }
    return block;
  }

  private void skip(long bytes) throws IOException {
    byte[] dropped = new byte[(int) Math.min(bytes, 8192)];
    for (long rest = bytes; rest > 0; ) {
      int count = in.read(dropped, 0, (int) Math.min(rest, dropped.length));
      if (count < 0) {
        throw truncated();
      }
      rest -= count;
    }
    left = 0;
    padding = 0;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(byte[] header, int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(header, from, from + bytes.length, bytes, 0, bytes.length);
  }

  private static String upToZero(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static BundleException invalid(String message) {
    return new BundleException(Reason.INVALID_TAR, message);
  }

  private static BundleException truncated() {
    return new BundleException(Reason.TRUNCATED, "ends in the middle of an entry");
  }
}
