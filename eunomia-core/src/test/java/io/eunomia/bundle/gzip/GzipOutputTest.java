package io.eunomia.bundle.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class GzipOutputTest {
  private static byte[] compress(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipOutput gzip = new GzipOutput(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] decompress(byte[] compressed) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
  }

  /** Bytes of few values repeat a lot, those of many do not. */
  @Provide
  Arbitrary<byte[]> contents() {
    return Arbitraries.integers()
        .between(1, 256)
        .flatMap(
            kinds ->
                Arbitraries.longs()
                    .flatMap(
                        seed ->
                            Arbitraries.integers()
                                .between(0, 600_000)
                                .map(size -> random(seed, size, kinds))));
  }

  private static byte[] random(long seed, int size, int kinds) {
    Random random = new Random(seed);
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] =
          i > 300 && random.nextInt(50) == 0
              ? content[i - 1 - random.nextInt(300)]
              : (byte) random.nextInt(kinds);
    }
    return content;
  }

  @Property(tries = 40)
  void whenDecompressed_thenTheContentIsBack(@ForAll("contents") byte[] content)
      throws IOException {
    assertThat(decompress(compress(content))).isEqualTo(content);
  }

  @Property(tries = 10)
  void whenCutIntoOtherWrites_thenTheBytesAreTheSame(
      @ForAll("contents") byte[] content, @ForAll long seed) throws IOException {
    Random random = new Random(seed);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GzipOutput gzip = new GzipOutput(out)) {
      for (int at = 0; at < content.length; ) {
        int length = Math.min(content.length - at, 1 + random.nextInt(100_000));
        gzip.write(content, at, length);
        at += length;
      }
    }
    assertThat(out.toByteArray()).isEqualTo(compress(content));
  }

  @Test
  void whenTheContentIsSpecial_thenItComesBackToo() throws IOException {
    byte[] fibonacci = new byte[400_000];
    int at = 0;
    for (int value = 0, a = 1, b = 1; at < fibonacci.length; value++) {
      // Frequencies like these ask for codes longer than deflate has.
      for (int i = 0; i < a && at < fibonacci.length; i++) {
        fibonacci[at++] = (byte) value;
      }
      int sum = a + b;
      a = b;
      b = sum;
    }
    for (byte[] content :
        new byte[][] {{}, {0}, {1, 1}, new byte[3], new byte[1_000_000], fibonacci}) {
      assertThat(decompress(compress(content))).isEqualTo(content);
    }
    assertThat(compress(new byte[1_000_000]).length).isLessThan(1200);
  }

  @Test
  void whenTheContentIsText_thenItIsAboutAsSmallAsZlibsBest() throws IOException {
    Random random = new Random(1);
    StringBuilder json = new StringBuilder();
    while (json.length() < 2_000_000) {
      json.append("{\"user\":\"u")
          .append(random.nextInt(100_000))
          .append("\",\"roles\":[\"admin\",\"r")
          .append(random.nextInt(20))
          .append("\"]},");
    }
    byte[] content = json.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(zlib, new Deflater(Deflater.BEST_COMPRESSION, true))) {
      out.write(content);
    }
    assertThat(compress(content).length).isLessThan(zlib.size() * 106 / 100);
  }

  @Test
  void whenWritten_thenTheBytesAreThese() throws IOException {
    // The bytes are a promise: bundles are known by their digest.
    byte[] compressed = compress("allow allow allow allow allow".getBytes(StandardCharsets.UTF_8));

    assertThat(HexFormat.of().formatHex(compressed))
        .isEqualTo("1f8b08000000000000ff4bccc9c92f57c0410200d7fe25c41d000000");
  }

  @Test
  void whenClosed_thenNothingCanBeWritten() throws IOException {
    GzipOutput gzip = new GzipOutput(new ByteArrayOutputStream());
    gzip.close();
    gzip.close();

    assertThatThrownBy(() -> gzip.write(1)).isInstanceOf(IOException.class);
  }
}
