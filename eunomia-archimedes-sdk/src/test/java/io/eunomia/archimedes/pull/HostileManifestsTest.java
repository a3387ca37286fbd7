package io.eunomia.archimedes.pull;

import static io.eunomia.archimedes.pull.HttpRelay.endless;
import static io.eunomia.archimedes.pull.HttpRelay.respond;
import static io.eunomia.archimedes.pull.HttpRelay.truncated;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.pull.PullException.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests and bundles that are not what they should be. */
class HostileManifestsTest extends RelayedPulls {
  @Test
  void whenTheBlobIsCutOff_thenTriedAgain() throws Exception {
    registry.next("/blobs/", truncated(BUNDLE.length, new byte[100]));

    assertThat(pull().bytes()).isEqualTo(BUNDLE);
  }

  @Test
  void whenTheBlobIsAlwaysCutOff_thenUnreachable() {
    registry.all("/blobs/", truncated(BUNDLE.length, new byte[100]));

    assertThat(failure().code()).isEqualTo(Code.UNREACHABLE);
  }

  @Test
  void whenTheBlobIsAnother_thenMismatch() {
    registry.all("/blobs/", respond(200, "", new byte[BUNDLE.length]));

    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(failure()).hasMessageContaining("not " + DIGEST);
  }

  @Test
  void whenTheBlobIsShorter_thenMismatch() {
    registry.all("/blobs/", respond(200, "", "short"));

    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(failure()).hasMessageContaining("5 bytes, not 30000 as the manifest says");
  }

  @Test
  void whenTheBlobDoesNotEnd_thenCutOffAtTheManifestsSize() {
    registry.all("/blobs/", endless(200, ""));

    assertThat(failure().code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure()).hasMessageContaining("longer than 30000 bytes");
  }

  @Test
  void whenTheManifestDoesNotEnd_thenTooLarge() {
    registry.all("/manifests/", endless(200, OCI));

    assertThat(failure().code()).isEqualTo(Code.TOO_LARGE);
    assertThat(failure()).hasMessageContaining("longer than 4194304 bytes");
  }

  @Test
  void whenTheManifestIsAnother_thenMismatch() {
    String other = "sha256:" + "0".repeat(64);
    PullException byDigest =
        Failures.of(() -> client.pull(registry.reference("a/b@" + other), null));
    assertThat(byDigest.code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(byDigest).hasMessageContaining("not " + other);

    registry.all(
        "/manifests/", respond(200, OCI + "Docker-Content-Digest: " + other + "\r\n", MANIFEST));
    assertThat(failure().code()).isEqualTo(Code.DIGEST_MISMATCH);
    assertThat(registry.asked()).containsOnly("GET manifests");
  }

  @Test
  void whenTheRegistryNamesADigestOfAnotherKind_thenItSaysNothing() throws Exception {
    registry.all(
        "/manifests/", respond(200, OCI + "Docker-Content-Digest: sha512:ab\r\n", MANIFEST));

    assertThat(pull().bytes()).isEqualTo(BUNDLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<html>log in</html> | is not JSON",
        "{`` | is not JSON",
        "{}{} | is not JSON",
        "{\"schemaVersion\": 2, \"schemaVersion\": 2} | is not JSON",
        "{\"schemaVersion\": 1} | is not of schema version 2",
        "{\"schemaVersion\": 2} | has no layer of type",
        "[] | is not of schema version 2",
        "{\"schemaVersion\": 2, \"mediaType\": \"text/plain\"} | says that it is 'text/plain'",
        "{\"schemaVersion\": 2, \"manifests\": []} | is an index of several",
      })
  void whenTheManifestIsNone_thenTheErrorSaysWhy(String body, String problem) {
    registry.all("/manifests/", respond(200, OCI, body));

    assertThat(failure()).hasMessageContaining(problem);
    assertThat(failure().code()).isIn(Code.INVALID_RESPONSE, Code.UNSUPPORTED_ARTIFACT);
  }

  @ParameterizedTest
  @CsvSource({
    "sha256:12, 3, INVALID_RESPONSE",
    "../../other, 3, INVALID_RESPONSE",
    "'', 3, INVALID_RESPONSE",
    "good, -1, INVALID_RESPONSE",
    "good, 1.5, INVALID_RESPONSE",
    "good, 99999999999999999999, INVALID_RESPONSE",
    "good, 9999999999, TOO_LARGE",
    "good, '\"3\"', INVALID_RESPONSE"
  })
  void whenTheLayerIsNone_thenNothingIsDownloaded(String digest, String size, Code code) {
    String layer = manifest(digest.equals("good") ? DIGEST : digest, 0);
    registry.all(
        "/manifests/", respond(200, OCI, layer.replace("\"size\": 0", "\"size\": " + size)));

    assertThat(failure().code()).isEqualTo(code);
    assertThat(registry.asked()).containsOnly("GET manifests");
  }

  @Test
  void whenTheTypeIsNoManifests_thenUnsupported() {
    registry.all("/manifests/", respond(200, "Content-Type: text/html\r\n", MANIFEST));

    assertThat(failure().code()).isEqualTo(Code.UNSUPPORTED_ARTIFACT);
    assertThat(failure())
        .hasMessageContaining("is 'text/html', not application/vnd.oci.image.manifest");
  }

  @Test
  void whenTheManifestIsNested_thenNoStackOverflows() {
    registry.all("/manifests/", respond(200, OCI, "[".repeat(1_000_000)));

    assertThat(failure().code()).isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenAManifestIsWanted_thenAnUnchangedOtherIsNoAnswer() throws Exception {
    PullState known = pull().state();
    registry.all("/manifests/", respond(304, "", ""));
    String other = "sha256:" + "0".repeat(64);

    assertThat(client.pull(reference(), known)).isEqualTo(new PullResult.Unchanged(known));
    assertThat(Failures.of(() -> client.pull(registry.reference("a/b@" + other), known)).code())
        .isEqualTo(Code.INVALID_RESPONSE);
  }

  @Test
  void whenAnEntityTagIsNone_thenTheDigestIsUsed() throws Exception {
    registry.next("/manifests/", respond(200, OCI + "ETag: no tag\r\n", MANIFEST));
    PullState known = pull().state();

    assertThat(known.entityTag()).isNull();
    assertThat(client.pull(reference(), known)).isEqualTo(new PullResult.Unchanged(known));
    assertThat(registry.requests().get(2).header("If-None-Match"))
        .contains('"' + known.manifestDigest() + '"');
  }
}
