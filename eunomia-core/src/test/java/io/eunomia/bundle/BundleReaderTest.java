package io.eunomia.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eunomia.bundle.BundleException.Reason;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {
  private static final BundleReader READER = BundleReader.withDefaults();

  private static BundleException refused(byte[] bundle) {
    return refused(READER, bundle);
  }

  private static BundleException refused(BundleReader reader, byte[] bundle) {
    return catchThrowableOfType(BundleException.class, () -> reader.read(bundle));
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(7).nextBytes(noise);
    return noise;
  }

  @Test
  void whenOpaMadeTheBundle_thenItIsRead() throws BundleException {
    Bundle bundle =
        READER.read(
            new Archives()
                .file("/data.json", "{\"users\":{\"roles\":[1.10]}}")
                .file("/users/authz.rego", "package users.authz")
                .file(
                    "/.manifest",
                    "{\"revision\":\"r\",\"roots\":[\"/users/\"],\"wasm\":[{\"entrypoint\":"
                        + "\"users/authz/allow\",\"module\":\"/policy.wasm\"}],\"rego_version\":1}")
                .file("/policy.wasm", "\0asm")
                .gzip());

    assertThat(bundle.manifest().revision()).isEqualTo("r");
    assertThat(bundle.manifest().roots()).isEqualTo(Roots.of("users"));
    assertThat(bundle.manifest().wasm())
        .containsExactly(new WasmEntrypoint("users/authz/allow", "/policy.wasm"));
    assertThat(bundle.manifest().eunomia()).isNull();
    assertThat(bundle.wasm()).isEqualTo(BundleFile.of("/policy.wasm", "\0asm"));
    assertThat(bundle.data().text()).isEqualTo("{\"users\":{\"roles\":[1.10]}}");
    assertThat(bundle.sources()).extracting(BundleFile::path).containsExactly("/users/authz.rego");
  }

  @Test
  void whenTarMadeTheBundle_thenItIsRead() throws BundleException {
    Bundle bundle =
        READER.read(
            new Archives()
                .entry("./", '5', new byte[0])
                .entry("./a/", '5', new byte[0])
                .file("./a/data.yaml", "b: &x\n  c: [1, 2.50, yes, 'no']\nd: *x\n")
                .file("./data.json", "{\"e\":1}")
                .file("./README.md", "hello")
                .gzip());

    assertThat(bundle.data().text())
        .isEqualTo(
            "{\"a\":{\"b\":{\"c\":[1,2.50,true,\"no\"]},\"d\":{\"c\":[1,2.50,true,\"no\"]}},\"e\":1}");
    assertThat(bundle.wasm()).isNull();
    assertThat(bundle.file("/README.md")).isNotNull();
    assertThat(bundle.manifest()).isEqualTo(Manifest.empty());
  }

  @Test
  void whenNamesAreLong_thenPaxAndGnuHeadersAreRead() throws BundleException {
    String pax = "a/".repeat(80) + "pax.rego";
    String gnu = "b/".repeat(80) + "gnu.rego";
    String record = " path=" + pax + "\n";
    Bundle bundle =
        READER.read(
            new Archives()
                .entry("x", 'g', "18 comment=nothing\n".getBytes(StandardCharsets.UTF_8))
                .entry("x", 'x', (record.length() + 3 + record).getBytes(StandardCharsets.UTF_8))
                .file("short", "package a")
                .entry("././@LongLink", 'L', (gnu + "\0").getBytes(StandardCharsets.UTF_8))
                .file("short", "package b")
                .gzip());

    assertThat(bundle.sources()).extracting(BundleFile::path).containsExactly("/" + pax, "/" + gnu);
  }

  @Test
  void whenAFileIsSeveralGzipFiles_thenItIsReadAsOne() throws BundleException {
    byte[] tar = new Archives().file("data.json", "{\"a\":1}").raw(new byte[1024]).tar();
    byte[] first = Archives.gzip(Arrays.copyOf(tar, 600));
    byte[] second = Archives.gzip(Arrays.copyOfRange(tar, 600, tar.length));
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(READER.read(both).data().text()).isEqualTo("{\"a\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../data.json",
        "a/../../b.rego",
        "/../a.rego",
        "/etc/passwd",
        "//data.json",
        "C:/data.json",
        "/C:/data.json",
        "a\\..\\b.rego",
        "a\nb.rego",
        "a.rego/",
        ".",
      })
  void whenANameLeadsElsewhere_thenItIsRefused(String name) {
    BundleException e = refused(new Archives().file(name, "{}").gzip());

    assertThat(e.reason()).isEqualTo(Reason.UNSAFE_PATH);
    assertThat(e.entry()).isEqualTo(name);
    assertThat(e.getMessage()).doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1,LINK",
    "2,LINK",
    "3,SPECIAL_FILE",
    "4,SPECIAL_FILE",
    "6,SPECIAL_FILE",
    "S,SPECIAL_FILE"
  })
  void whenAnEntryIsNoFile_thenItIsRefused(char type, Reason reason) {
    BundleException e = refused(new Archives().entry("a.rego", type, new byte[0]).gzip());

    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e).hasMessageStartingWith("a.rego: ");
  }

  @Test
  void whenAnEntryIsThereTwice_thenItIsRefused() {
    assertThat(
            refused(
                    new Archives()
                        .file("data.json", "{}")
                        .file("./data.json", "{\"admin\":true}")
                        .gzip())
                .reason())
        .isEqualTo(Reason.DUPLICATE_ENTRY);
  }

  @Test
  void whenALimitIsPassed_thenItIsRefused() {
    BundleLimits limits = BundleLimits.defaults();
    byte[] noisy = new Archives().entry("x", '0', noise(300_000)).gzip();
    Archives many = new Archives();
    IntStream.range(0, 11).forEach(i -> many.file("f" + i, ""));

    assertThat(refused(new BundleReader(limits.withCompressedBytes(100_000)), noisy).reason())
        .isEqualTo(Reason.TOO_LARGE);
    assertThatThrownBy(
            () ->
                new BundleReader(limits.withCompressedBytes(100_000))
                    .read(new ByteArrayInputStream(noisy)))
        .hasMessageContaining("larger than 100000");
    assertThat(refused(new BundleReader(limits.withExpandedBytes(200_000)), noisy).reason())
        .isEqualTo(Reason.EXPANDED_TOO_LARGE);
    assertThat(refused(new BundleReader(limits.withEntries(10)), many.gzip()).reason())
        .isEqualTo(Reason.TOO_MANY_ENTRIES);
    assertThat(refused(new Archives().entry("x", '0', new byte[10_000_000]).gzip()).reason())
        .isEqualTo(Reason.RATIO_TOO_HIGH);
  }

  @Test
  void whenAHeadClaimsMoreThanThereIs_thenNoMemoryIsTakenForIt() {
    // Within the limit, but not in the file.
    assertThat(refused(new Archives().entry("x", '0', new byte[10], 200L << 20).gzip()).reason())
        .isEqualTo(Reason.TRUNCATED);
    assertThat(refused(new Archives().entry("x", '0', new byte[10], 7L << 30).gzip()).reason())
        .isEqualTo(Reason.EXPANDED_TOO_LARGE);
  }

  @Test
  void whenItIsABombOfTenGigabytes_thenItGoesOffAtTheLimit() {
    BundleReader generous = new BundleReader(BundleLimits.defaults().withRatio(2000));

    assertThatThrownBy(() -> READER.read(bomb()))
        .isInstanceOfSatisfying(
            BundleException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RATIO_TOO_HIGH));
    assertThatThrownBy(() -> generous.read(bomb()))
        .isInstanceOfSatisfying(
            BundleException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.EXPANDED_TOO_LARGE));
  }

  /** Ten gigabytes of zeros in entries of 16 megabytes, compressed while they are read. */
  private static InputStream bomb() {
    String size = String.format("%011o\0", 16L << 20);
    List<InputStream> parts =
        IntStream.range(0, 640)
            .boxed()
            .<InputStream>mapMulti(
                (i, sink) -> {
                  sink.accept(new ByteArrayInputStream(Archives.header("x" + i, '0', size)));
                  sink.accept(new Zeros(16L << 20));
                })
            .toList();
    InputStream gzipHeader =
        new ByteArrayInputStream(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    return new SequenceInputStream(
        gzipHeader,
        new DeflaterInputStream(
            new SequenceInputStream(Collections.enumeration(parts)), new Deflater(9, true)));
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long left) {
      this.left = left;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      left -= count;
      return count;
    }
  }

  @Test
  void whenTruncatedAnywhere_thenItIsRefused() {
    byte[] bundle =
        new Archives().file("data.json", "{\"a\":1}").entry("x", '0', noise(2000)).gzip();
    for (int length = 0; length < bundle.length; length++) {
      BundleException e = refused(Arrays.copyOf(bundle, length));
      assertThat(e).as("length %d", length).isNotNull();
      assertThat(e.reason()).isEqualTo(Reason.TRUNCATED);
    }
    assertThat(refused(new Archives().file("data.json", "{}").gzipWithoutEnd()).reason())
        .isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void whenSomethingFollowsTheEnd_thenItIsRefused() {
    byte[] bundle = new Archives().file("data.json", "{}").gzip();

    assertThat(refused(Arrays.copyOf(bundle, bundle.length + 1)).reason())
        .isIn(Reason.INVALID_GZIP, Reason.TRUNCATED);
    byte[] hidden =
        new Archives()
            .file("data.json", "{}")
            .raw(new byte[1024])
            .file("b.rego", "package b")
            .gzip();
    assertThat(refused(hidden)).hasMessage("has content after its end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INVALID_MANIFEST|.manifest|{",
        "INVALID_MANIFEST|.manifest|[]",
        "INVALID_MANIFEST|.manifest|{\"revision\":1}",
        "INVALID_MANIFEST|.manifest|{\"roots\":\"a\"}",
        "INVALID_MANIFEST|.manifest|{\"roots\":[1]}",
        "INVALID_MANIFEST|.manifest|{\"wasm\":[1]}",
        "INVALID_MANIFEST|.manifest|{\"metadata\":[]}",
        "INVALID_MANIFEST|.manifest|{\"revision\":\"a\",\"revision\":\"b\"}",
        "INVALID_MANIFEST|.manifest|{\"metadata\":{\"eunomia\":{\"sequence\":-1}}}",
        "INVALID_MANIFEST|.manifest|{\"metadata\":{\"eunomia\":{\"sequence\":\"1\"}}}",
        "UNSUPPORTED_SCHEMA|.manifest|{\"metadata\":{\"eunomia\":{\"schema\":2}}}",
        "OVERLAPPING_ROOTS|.manifest|{\"roots\":[\"a/b\",\"a\"]}",
        "OVERLAPPING_ROOTS|.manifest|{\"roots\":[\"\",\"a\"]}",
        "OUTSIDE_ROOTS|.manifest|{\"roots\":[\"a\"],\"wasm\":[{\"entrypoint\":\"ab/c\",\"module\":\"/x.wasm\"}]}",
        "MISSING_MODULE|.manifest|{\"wasm\":[{\"entrypoint\":\"ab/c\",\"module\":\"/x.wasm\"}]}",
        "INVALID_DATA|data.json|{\"a\":1",
        "INVALID_DATA|data.json|{\"a\":1,\"a\":2}",
        "INVALID_DATA|data.json|[]",
        "INVALID_DATA|data.json|{} {}",
        "INVALID_DATA|a/data.json|",
        "INVALID_DATA|data.yaml|a: *b",
        "INVALID_DATA|data.yml|a: .nan",
        "DELTA_BUNDLE|patch.json|{}",
      })
  void whenAFileMakesNoSense_thenItIsRefused(Reason reason, String name, String content) {
    BundleException e = refused(new Archives().file(name, content == null ? "" : content).gzip());

    assertThat(e).isNotNull();
    assertThat(e.reason()).isEqualTo(reason);
    assertThat(e.getMessage()).contains(name);
    assertThat(e.reason().code()).startsWith("bundle_").isLowerCase();
  }

  @Test
  void whenDataIsOutsideTheRoots_thenItIsRefused() throws BundleException {
    Archives outside =
        new Archives()
            .file(".manifest", "{\"roots\":[\"a/b\",\"c\"]}")
            .file("data.json", "{\"a\":{\"b\":1,\"x\":2}}");
    Archives inside =
        new Archives()
            .file(".manifest", "{\"roots\":[\"a/b\",\"c\"]}")
            .file("data.json", "{\"a\":{\"b\":1},\"c\":{\"d\":{}}}");

    assertThat(refused(outside.gzip())).hasMessageContaining("data at /a/x is not in the roots");
    assertThat(READER.read(inside.gzip()).data().size()).isPositive();
  }

  @Test
  void whenDataFilesContradict_thenBothAreNamed() {
    assertThat(
            refused(
                new Archives()
                    .file("data.json", "{\"a\":{\"b\":1}}")
                    .file("a/data.json", "{\"b\":2}")
                    .gzip()))
        .hasMessage("/data.json: data.a.b has a value already, from /a/data.json");
  }

  @Test
  void whenYamlAliasesMultiply_thenTheyAreRefused() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
    }
    assertThat(refused(new Archives().file("data.yaml", laughs.toString()).gzip()))
        .hasMessageContaining("document contains excessive aliasing");
  }

  @Test
  void whenYamlMerges_thenKeysBehindItGoFirst() throws BundleException {
    Bundle bundle =
        READER.read(
            new Archives()
                .file("data.yaml", "base: &b {w: 1, x: 2}\nmore:\n  <<: *b\n  x: 3\n")
                .gzip());

    assertThat(bundle.data().text())
        .isEqualTo("{\"base\":{\"w\":1,\"x\":2},\"more\":{\"w\":1,\"x\":3}}");
  }

  @Test
  void whenItIsNotGzip_thenThatIsSaid() {
    assertThat(refused("{\"a\":1}".getBytes(StandardCharsets.UTF_8)).reason())
        .isEqualTo(Reason.INVALID_GZIP);
    assertThat(refused(Archives.gzip(noise(2000))).reason()).isEqualTo(Reason.INVALID_TAR);
    assertThat(refused(new byte[0]).reason()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void whenTheStreamFails_thenItsOwnErrorIsThrown() {
    InputStream failing =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> READER.read(failing))
        .isNotInstanceOf(BundleException.class)
        .hasMessage("connection reset");
  }
}
