package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.respond;

import io.eunomia.bundle.BundleDigest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Pulls from what plays a registry badly, over real sockets: what all such tests need. */
abstract class RelayedPulls {
  static final String OCI = "Content-Type: application/vnd.oci.image.manifest.v1+json\r\n";
  static final byte[] BUNDLE = "bundle".repeat(5_000).getBytes(StandardCharsets.UTF_8);
  static final String DIGEST = BundleDigest.of(BUNDLE).toString();
  static final String MANIFEST = manifest(DIGEST, BUNDLE.length);
  static final String SECRET = "correct-horse";

  final OciRegistry client = patient().build();
  HttpRelay registry;
  HttpRelay store;

  @BeforeEach
  void open() throws Exception {
    registry = new HttpRelay(0);
    registry.all("/manifests/", respond(200, OCI, MANIFEST));
    registry.all("/blobs/", respond(200, "", BUNDLE));
    store = new HttpRelay(0);
  }

  @AfterEach
  void close() throws Exception {
    registry.close();
    store.close();
  }

  /** Manifests are only for who has a password. */
  void protect() {
    registry.all(
        "/manifests/",
        (request, out) ->
            (request.header("Authorization").isPresent()
                    ? respond(200, OCI, MANIFEST)
                    : respond(401, "WWW-Authenticate: Basic realm=\"test\"\r\n", ""))
                .answer(request, out));
  }

  void challenge() {
    String realm = "http://" + registry.address() + "/token";
    registry.all(
        "/manifests/", respond(401, "WWW-Authenticate: Bearer realm=\"" + realm + "\"\r\n", ""));
  }

  static HttpRelay.Behaviour redirect(String location) {
    return respond(307, "Location: " + location + "\r\n", "");
  }

  PulledBundle authenticated() throws PullException {
    OciRegistry known =
        patient().credentials(RegistryCredentials.basic("deployer", SECRET)).build();
    return (PulledBundle) known.pull(reference(), null);
  }

  PulledBundle pull() throws PullException {
    return (PulledBundle) client.pull(reference(), null);
  }

  PullException failure() {
    return Failures.of(this::pull);
  }

  RegistryReference reference() {
    return registry.reference("a/b");
  }

  static OciRegistry.Builder patient() {
    return OciRegistry.builder()
        .plainHttp(PlainHttp.LOOPBACK)
        .retries(4, Duration.ofMillis(5))
        .requestTimeout(Duration.ofSeconds(20));
  }

  static String manifest(String digest, long size) {
    return """
        {"schemaVersion": 2, "layers": [{
          "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
          "digest": "%s", "size": %d}]}
        """
        .formatted(digest, size);
  }
}
