package io.eunomia.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class BundleRoundTripTest {
  private static final BundleReader READER = BundleReader.withDefaults();

  private static Bundle sample() throws Exception {
    Manifest manifest =
        Manifest.builder()
            .revision("0123456789abcdef0123456789abcdef01234567")
            .roots(List.of("users_service", "common"))
            .regoVersion(1)
            .wasm(List.of(new WasmEntrypoint("users_service/authz/allow", "/policy.wasm")))
            .eunomia(
                new EunomiaMetadata(
                    "users-service",
                    "1.2.0",
                    42,
                    new GitCommit(
                        "https://example.org/policies.git",
                        "0123456789abcdef0123456789abcdef01234567",
                        "Ada <ada@example.org>",
                        "2026-03-01T10:00:00Z",
                        "Support may read",
                        true),
                    "eunomia 0.1.0"))
            .build();
    return Bundle.builder(manifest)
        .wasm("\0asm\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
        .data(
            new ObjectMapper()
                .readTree("{\"users_service\":{\"b\":1,\"a\":[]},\"common\":{\"c\":true}}"))
        .file(BundleFile.of("/users-service/allow.rego", "package users_service.authz\n"))
        .build();
  }

  @Test
  void whenWrittenAndRead_thenTheBundleIsEqual() throws Exception {
    Bundle bundle = sample();
    Bundle read = READER.read(BundleWriter.toBytes(bundle));

    assertThat(read).isEqualTo(bundle).hasSameHashCodeAs(bundle);
    assertThat(read.manifest().eunomia()).isEqualTo(bundle.manifest().eunomia());
    assertThat(read.data().text())
        .isEqualTo("{\"common\":{\"c\":true},\"users_service\":{\"a\":[],\"b\":1}}");
  }

  @Test
  void whenWritten_thenTheDigestIsThis() throws Exception {
    // What is written may not depend on the JDK, the machine or the time; so it is known here.
    assertThat(BundleDigest.of(BundleWriter.toBytes(sample())))
        .hasToString("sha256:e12a83dd74dee65bd2609b0d270a517d8d2e0f2c09158f219f399bf2ce080ca2");
  }

  @Test
  void whenTheManifestSaysMore_thenItIsKept() throws Exception {
    String json =
        "{\"revision\":\"r\",\"file_rego_versions\":{\"/a.rego\":0},\"metadata\":{\"x\":[1.50]},\"zz\":1}";
    Manifest manifest = Manifest.parse(json.getBytes(StandardCharsets.UTF_8));
    Manifest changed = manifest.toBuilder().revision("s").build();

    assertThat(new String(changed.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"file_rego_versions\":{\"/a.rego\":0},\"metadata\":{\"x\":[1.50]},\"revision\":\"s\",\"zz\":1}");
    assertThat(manifest.revision()).isEqualTo("r");
  }

  @Test
  void whenAFileIsReplaced_thenTheOthersStay() throws Exception {
    Bundle signed = sample().with(BundleFile.of("/.signatures.json", "{}"));

    assertThat(signed.signatures()).isEqualTo(BundleFile.of("/.signatures.json", "{}"));
    assertThat(signed.files()).hasSize(5).containsAll(sample().files());
  }

  @Provide
  Arbitrary<Map<String, byte[]>> contents() {
    Arbitrary<String> parts =
        Arbitraries.of("a", "b-c", "deep", "x".repeat(60), "\u00e4\u6f22", "policy.rego", "f.txt");
    Arbitrary<String> paths =
        parts.list().ofMinSize(1).ofMaxSize(6).map(list -> "/" + String.join("/", list));
    Arbitrary<byte[]> bytes =
        Arbitraries.integers()
            .between(32, 126)
            .map(Integer::byteValue)
            .array(byte[].class)
            .ofMaxSize(1500);
    return Arbitraries.maps(paths, bytes).ofMaxSize(12);
  }

  private static Bundle bundle(Map<String, byte[]> contents) throws BundleException {
    return Bundle.of(
        contents.entrySet().stream().map(e -> BundleFile.of(e.getKey(), e.getValue())).toList());
  }

  @Property(tries = 100)
  void whenAnyFilesAreWritten_thenTheyAreReadBack(@ForAll("contents") Map<String, byte[]> contents)
      throws BundleException {
    Bundle bundle = bundle(contents);
    byte[] once = BundleWriter.toBytes(bundle);

    assertThat(READER.read(once)).isEqualTo(bundle);
    assertThat(BundleWriter.toBytes(READER.read(once))).isEqualTo(once);
  }

  @Provide
  Arbitrary<Tuple.Tuple2<Long, Integer>> damages() {
    return Arbitraries.longs()
        .flatMap(s -> Arbitraries.integers().between(1, 4).map(n -> Tuple.of(s, n)));
  }

  @Property(tries = 1500)
  void whenDamagedAnyhow_thenOnlyABundleExceptionIsThrown(
      @ForAll("damages") Tuple.Tuple2<Long, Integer> damage) throws Exception {
    Random random = new Random(damage.get1());
    byte[] compressed = BundleWriter.toBytes(sample());
    byte[] tar = new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
    // Half of the time below the checksum of gzip, where the damage gets further.
    boolean below = random.nextBoolean();
    byte[] damaged = below ? tar : compressed;
    for (int i = 0; i < damage.get2(); i++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    if (below && random.nextBoolean()) {
      repairChecksums(damaged);
    }
    try {
      READER.read(below ? Archives.gzip(damaged) : damaged);
    } catch (BundleException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void repairChecksums(byte[] tar) {
    for (int block = 0; block + 512 <= tar.length; block += 512) {
      if (tar[block + 257] == 'u') {
        int sum = 0;
        for (int i = 0; i < 512; i++) {
          sum += i >= 148 && i < 156 ? ' ' : tar[block + i] & 0xff;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, block + 148, 8);
      }
    }
  }
}
