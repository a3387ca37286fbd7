package io.eunomia.bundle;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes tar whose bytes depend on names and contents alone: no time, no owner, one mode. Names
 * that are too long for ustar get a pax header.
 */
final class TarWriter {
  private static final int NAME = 100;
  private static final int MODE = 0644;

  private final OutputStream out;

  TarWriter(OutputStream out) {
    this.out = out;
  }

  void file(BundleFile file) throws IOException {
    String path = BundlePath.entryName(file.path());
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > NAME) {
      byte[] pax = paxPath(path);
      header("/PaxHeaders/path".getBytes(StandardCharsets.US_ASCII), 'x', pax.length);
      content(pax);
      name = Arrays.copyOf(name, NAME);
    }
    header(name, '0', file.size());
    content(file.bytes());
  }

  void end() throws IOException {
    out.write(new byte[2 * TarReader.BLOCK]);
  }

  private void header(byte[] name, char type, int size) throws IOException {
    byte[] header = new byte[TarReader.BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    octal(header, 100, 8, MODE);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, 0);
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    text(header, 257, "ustar\00000");
    octal(header, 329, 8, 0);
    octal(header, 337, 8, 0);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    octal(header, 148, 7, sum);
    out.write(header);
  }

  private void content(byte[] bytes) throws IOException {
    out.write(bytes);
    out.write(new byte[-bytes.length & (TarReader.BLOCK - 1)]);
  }

  private static byte[] paxPath(String path) {
    String record = " path=" + path + "\n";
    int bytes = record.getBytes(StandardCharsets.UTF_8).length;
    int length = bytes + String.valueOf(bytes).length();
    // The length counts its own digits, of which there may be one more then.
    length = bytes + String.valueOf(length).length();
    return (length + record).getBytes(StandardCharsets.UTF_8);
  }

  private static void octal(byte[] header, int from, int length, int value) {
    String digits = Integer.toOctalString(value);
    text(header, from, "0".repeat(length - 1 - digits.length()) + digits + "\0");
  }

  private static void text(byte[] header, int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, from, bytes.length);
  }
}
