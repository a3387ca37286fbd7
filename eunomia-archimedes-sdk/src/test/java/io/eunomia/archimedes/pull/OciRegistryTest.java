package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.RegistryFixture.BUNDLE;
import static io.eunomia.archimedes.pull.RegistryFixture.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.bundle.BundleDigest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import land.oras.Annotations;
import land.oras.ArtifactType;
import land.oras.Config;
import land.oras.ContainerRef;
import land.oras.LocalPath;
import land.oras.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real registry; a relay in between counts what it is asked. */
class OciRegistryTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] FIRST = bundle(1, 300_000);
  private static final byte[] SECOND = bundle(2, 1_000);

  @TempDir static Path directory;
  private static RegistryFixture registry;

  private final OciRegistry client =
      OciRegistry.builder().plainHttp(PlainHttp.LOOPBACK).retries(4, Duration.ofMillis(10)).build();
  private HttpRelay relay;
  private String repository;

  @BeforeAll
  static void start() throws Exception {
    RegistryFixture.assumeAvailable();
    registry = RegistryFixture.plain(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    if (registry != null) {
      registry.close();
    }
  }

  @BeforeEach
  void prepare(TestInfo test) throws Exception {
    relay = new HttpRelay(registry.port());
    repository =
        "policies/"
            + test.getTestMethod()
                .orElseThrow()
                .getName()
                .toLowerCase(Locale.ROOT)
                .replace("_", "-");
  }

  @AfterEach
  void close() throws Exception {
    relay.close();
  }

  @Test
  void whenPulledByTag_thenBundleDigestAndAnnotations() throws Exception {
    Map<String, String> annotations = Map.of("org.opencontainers.image.version", "1.4.2");
    String manifest = registry.publish(repository, "1.4.2", FIRST, annotations);

    PulledBundle pulled = pull(":1.4.2");

    assertThat(pulled.bytes()).isEqualTo(FIRST);
    assertThat(pulled.digest()).isEqualTo(BundleDigest.of(FIRST));
    assertThat(pulled.manifestDigest()).isEqualTo(manifest);
    assertThat(pulled.annotations()).isEqualTo(annotations);
    assertThat(relay.asked()).containsExactly("GET manifests", "GET blobs");
  }

  @Test
  void whenPulledByDigest_thenThatOneWhateverTheTagSays() throws Exception {
    String manifest = registry.publish(repository, "latest", FIRST, Map.of());
    registry.publish(repository, "latest", SECOND, Map.of());

    assertThat(pull("@" + manifest).bytes()).isEqualTo(FIRST);
    assertThat(pull(":latest@" + manifest).bytes()).isEqualTo(FIRST);
    assertThat(pull("").bytes()).isEqualTo(SECOND);
  }

  @Test
  void whenNothingChanged_thenOneRoundTripWithoutABody() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    PullState known = pull("").state();

    PullResult again = client.pull(reference(""), known);

    assertThat(again).isEqualTo(new PullResult.Unchanged(known));
    assertThat(relay.asked()).containsExactly("GET manifests", "GET blobs", "GET manifests");
    assertThat(relay.requests().get(2).header("If-None-Match"))
        .contains('"' + known.manifestDigest() + '"');
  }

  @Test
  void whenTheStateHasNoEntityTag_thenTheManifestsDigestIsAsGood() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    PullState known = pull("").state();
    PullState kept =
        new PullState(known.reference(), known.manifestDigest(), known.bundleDigest(), null);

    assertThat(client.pull(reference(""), kept)).isEqualTo(new PullResult.Unchanged(kept));
    assertThat(relay.asked()).hasSize(3);
  }

  @Test
  void whenTheTagMoved_thenTheNewBundle() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    PullState known = pull("").state();
    registry.publish(repository, "latest", SECOND, Map.of());

    PullResult next = client.pull(reference(""), known);

    assertThat(next).isInstanceOf(PulledBundle.class);
    assertThat(((PulledBundle) next).bytes()).isEqualTo(SECOND);
  }

  @Test
  void whenOnlyTheManifestChanged_thenNoDownload() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    PullState known = pull("").state();
    String manifest = registry.publish(repository, "latest", FIRST, Map.of("a", "b"));

    PullResult next = client.pull(reference(""), known);

    assertThat(next).isInstanceOf(PullResult.Unchanged.class);
    assertThat(next.state().manifestDigest()).isEqualTo(manifest);
    assertThat(relay.asked()).containsExactly("GET manifests", "GET blobs", "GET manifests");
  }

  @Test
  void whenTheStateIsOfAnotherRepository_thenItIsOfNoUse() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    registry.publish(repository + "/other", "latest", FIRST, Map.of());
    PullState other = pull("/other").state();

    assertThat(client.pull(reference(""), other)).isInstanceOf(PulledBundle.class);
  }

  @Test
  void whenThereIsNothing_thenNotFoundAndItSaysWhere() throws Exception {
    registry.publish(repository, "1.0.0", FIRST, Map.of());

    assertThat(failure(":2.0.0"))
        .hasMessage(
            "http://%s/v2/%s/manifests/2.0.0 answered 404 (MANIFEST_UNKNOWN: manifest unknown)",
            relay.address(), repository)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NOT_FOUND))
        .satisfies(e -> assertThat(e.temporary()).isFalse());
    assertThat(failure("/nowhere:2.0.0").code()).isEqualTo(Code.NOT_FOUND);
    assertThat(relay.asked()).as("not tried again").hasSize(2);
  }

  @Test
  void whenTheBundleIsTooLarge_thenRefusedBeforeItIsDownloaded() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    OciRegistry small =
        OciRegistry.builder().plainHttp(PlainHttp.LOOPBACK).maxBundleBytes(299_999).build();

    PullException failure = Failures.of(() -> small.pull(reference(""), null));

    assertThat(failure.code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure).hasMessageContaining("300000 bytes, more than 299999");
    assertThat(relay.asked()).containsExactly("GET manifests");
  }

  @Test
  void whenTheBundleIsAsLargeAsItMayBe_thenPulled() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    OciRegistry small =
        OciRegistry.builder().plainHttp(PlainHttp.LOOPBACK).maxBundleBytes(300_000).build();

    assertThat(small.pull(reference(""), null)).isInstanceOf(PulledBundle.class);
  }

  @Test
  void whenTheBundleIsEmpty_thenPulled() throws Exception {
    registry.publish(repository, "latest", new byte[0], Map.of());

    assertThat(pull("").bytes()).isEmpty();
  }

  @Test
  void whenThereAreOtherLayers_thenTheBundleIsTheOneOfItsType() throws Exception {
    push(MANIFEST, List.of(layer("text/markdown", SECOND), layer(BUNDLE, FIRST)));

    assertThat(pull("").bytes()).isEqualTo(FIRST);
  }

  @Test
  void whenThereAreSeveralBundlesOrNone_thenUnsupported() throws Exception {
    push(MANIFEST, List.of(layer(BUNDLE, FIRST), layer(BUNDLE, SECOND)));
    assertThat(failure("").code()).isEqualTo(Code.UNSUPPORTED_ARTIFACT);
    assertThat(failure("")).hasMessageContaining("several layers");

    push(MANIFEST, List.of(layer("text/markdown", SECOND)));
    assertThat(failure("").code()).isEqualTo(Code.UNSUPPORTED_ARTIFACT);
    assertThat(failure("")).hasMessageContaining("has no layer of type");
  }

  @Test
  void whenItIsADockerManifest_thenPulledToo() throws Exception {
    push(
        "application/vnd.docker.distribution.manifest.v2+json",
        List.of(layer("application/vnd.docker.image.rootfs.diff.tar.gzip", FIRST)));

    assertThat(pull("").bytes()).isEqualTo(FIRST);
  }

  @Test
  void whenItIsAnIndex_thenUnsupportedAndItSaysWhatToDo() throws Exception {
    String manifest = registry.publish(repository, "1.0.0", FIRST, Map.of());
    String type = "application/vnd.oci.image.index.v1+json";
    Map<String, Object> index =
        Map.of(
            "schemaVersion",
            2,
            "mediaType",
            type,
            "manifests",
            List.of(
                Map.of(
                    "mediaType",
                    MANIFEST,
                    "digest",
                    manifest,
                    "size",
                    1,
                    "platform",
                    Map.of("architecture", "wasm", "os", "any"))));
    registry.putManifest(repository, "latest", type, JSON.writeValueAsBytes(index));

    assertThat(failure("").code()).isEqualTo(Code.UNSUPPORTED_ARTIFACT);
    assertThat(failure("")).hasMessageContaining("refer to one of its manifests by digest");
    assertThat(pull("@" + manifest).bytes()).isEqualTo(FIRST);
  }

  @Test
  void whenOrasPushed_thenPulled() throws Exception {
    Path file = Files.write(directory.resolve("bundle.tar.gz"), FIRST);
    ContainerRef to = ContainerRef.parse(registry.address() + '/' + repository + ":1.0.0");
    Map<String, String> annotations = Map.of("org.opencontainers.image.version", "1.0.0");
    Registry.builder()
        .insecure()
        .build()
        .pushArtifact(
            to,
            ArtifactType.from("application/vnd.oci.image.config.v1+json"),
            Annotations.ofManifest(annotations),
            Config.empty(),
            LocalPath.of(file, BUNDLE));

    PulledBundle pulled = pull(":1.0.0");

    assertThat(pulled.bytes()).isEqualTo(FIRST);
    assertThat(pulled.annotations()).containsAllEntriesOf(annotations);
  }

  @Test
  void whenTheRegistryGoesAwayAndComesBack_thenSoDoPulls() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    RegistryReference direct = registry.reference(repository);
    PullState known = client.pull(direct, null).state();

    registry.stop();
    PullException failure = Failures.of(() -> client.pull(direct, known));
    registry.start();

    assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
    assertThat(failure.temporary()).isTrue();
    assertThat(client.pull(direct, known)).isEqualTo(new PullResult.Unchanged(known));
  }

  @Test
  void whenPlainHttpIsNotAllowed_thenTlsIsSpoken() throws Exception {
    registry.publish(repository, "latest", FIRST, Map.of());
    OciRegistry strict = OciRegistry.builder().build();

    PullException failure = Failures.of(() -> strict.pull(registry.reference(repository), null));

    assertThat(failure.code()).isEqualTo(Code.TLS);
  }

  private RegistryReference reference(String rest) {
    return relay.reference(repository + rest);
  }

  private PulledBundle pull(String rest) throws PullException {
    return (PulledBundle) client.pull(reference(rest), null);
  }

  private PullException failure(String rest) {
    return Failures.of(() -> client.pull(reference(rest), null));
  }

  private Map<String, Object> layer(String type, byte[] bytes) throws Exception {
    return registry.upload(repository, type, bytes);
  }

  private void push(String type, List<Map<String, Object>> layers) throws Exception {
    Map<String, Object> manifest =
        Map.of(
            "schemaVersion",
            2,
            "mediaType",
            type,
            "config",
            layer(
                "application/vnd.docker.container.image.v1+json",
                "{}".getBytes(StandardCharsets.UTF_8)),
            "layers",
            layers);
    registry.putManifest(repository, "latest", type, JSON.writeValueAsBytes(manifest));
  }

  private static byte[] bundle(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
