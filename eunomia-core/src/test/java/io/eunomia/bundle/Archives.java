package io.eunomia.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Archives that our own writer would never write. */
final class Archives {
  private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

  Archives file(String name, String content) {
    return entry(name, '0', content.getBytes(StandardCharsets.UTF_8));
  }

  Archives entry(String name, char type, byte[] content) {
    return entry(name, type, content, content.length);
  }

  Archives entry(String name, char type, byte[] content, long statedSize) {
    tar.writeBytes(header(name, type, String.format("%011o\0", statedSize)));
    tar.writeBytes(content);
    tar.writeBytes(new byte[-content.length & 511]);
    return this;
  }

  Archives raw(byte[] bytes) {
    tar.writeBytes(bytes);
    return this;
  }

  byte[] tar() {
    return tar.toByteArray();
  }

  byte[] gzip() {
    tar.writeBytes(new byte[1024]);
    return gzip(tar());
  }

  byte[] gzipWithoutEnd() {
    return gzip(tar());
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] header(String name, char type, String size) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + size + "00000000000\0");
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format("%06o\0 ", sum));
    return header;
  }

  private static void put(byte[] header, int from, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, from, bytes.length);
  }
}
