package io.eunomia.archimedes.pull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.pull.PullException.Code;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An OCI image manifest (image specification 1.1) with one layer that is a bundle, or Docker's
 * (schema 2), which is the same by another name. Other layers are of no interest.
 *
 * @param digest {@code sha256:HEX} of its bytes
 * @param bundle the layer's digest, which is the bundle's
 * @param size of the bundle in bytes
 * @param annotations as they are written
 */
record ArtifactManifest(
    String digest, BundleDigest bundle, long size, Map<String, String> annotations) {
  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  private static final Set<String> INDEXES =
      Set.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json");
  private static final Set<String> BUNDLES =
      Set.of(
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar.gzip");

  /** An index is accepted to be told that there is one: else it looks as if there was nothing. */
  static final String ACCEPTED = OCI + ", " + DOCKER + ", " + String.join(", ", INDEXES);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a manifest.
   *
   * @param expected its digest if that is known, else null
   * @throws PullException if it is another one, or none with a bundle
   */
  static ArtifactManifest read(Answer answer, @Nullable String expected) throws PullException {
    String digest = BundleDigest.of(answer.body()).toString();
    check(answer, digest, expected);
    String announced = answer.header("Docker-Content-Digest").orElse("");
    check(answer, digest, announced.startsWith("sha256:") ? announced : null);
    JsonNode manifest = parse(answer);
    checkType(answer, manifest);
    JsonNode layer = bundleLayer(answer, manifest);
    return new ArtifactManifest(
        digest, layerDigest(answer, layer), size(answer, layer), annotations(answer, manifest));
  }

  private static void check(Answer answer, String digest, @Nullable String expected)
      throws PullException {
    if (expected != null && !expected.equals(digest)) {
      throw new PullException(
          Code.DIGEST_MISMATCH,
          answer.where() + ": the manifest is " + digest + ", not " + Printable.of(expected));
    }
  }

  private static JsonNode parse(Answer answer) throws PullException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw notJson(answer, e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson(answer, String.valueOf(e.getMessage()));
    }
  }

  private static PullException notJson(Answer answer, String problem) {
    return Refusals.invalid(
        answer,
        "the manifest ("
            + Printable.of(answer.mediaType())
            + ") is not JSON: "
            + Printable.of(problem));
  }

  /** By the header, and by what the manifest says of itself; they must not contradict. */
  private static void checkType(Answer answer, JsonNode manifest) throws PullException {
    String type = answer.mediaType();
    String own = manifest.path("mediaType").asText("");
    if (INDEXES.contains(type) || INDEXES.contains(own) || manifest.has("manifests")) {
      throw unsupported(answer, "is an index of several; refer to one of its manifests by digest");
    }
    if (!type.equals(OCI) && !type.equals(DOCKER)) {
      throw unsupported(answer, "is '" + Printable.of(type) + "', not " + OCI);
    }
    if (!own.isEmpty() && !own.equals(type)) {
      throw Refusals.invalid(
          answer, "the manifest says that it is '" + Printable.of(own) + "', not " + type);
    }
    if (manifest.path("schemaVersion").asInt() != 2) {
      throw unsupported(answer, "is not of schema version 2");
    }
  }

  private static JsonNode bundleLayer(Answer answer, JsonNode manifest) throws PullException {
    JsonNode found = null;
    for (JsonNode layer : manifest.path("layers")) {
      if (BUNDLES.contains(layer.path("mediaType").asText())) {
        if (found != null) {
          throw unsupported(answer, "has several layers that could be the bundle");
        }
        found = layer;
      }
    }
    if (found == null) {
      throw unsupported(answer, "has no layer of type application/vnd.oci.image.layer.v1.tar+gzip");
    }
    return found;
  }

  private static BundleDigest layerDigest(Answer answer, JsonNode layer) throws PullException {
    try {
      return BundleDigest.parse(layer.path("digest").asText());
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid(
          answer, "the layer's digest is wrong: " + Printable.of(String.valueOf(e.getMessage())));
    }
  }

  private static long size(Answer answer, JsonNode layer) throws PullException {
    JsonNode size = layer.path("size");
    if (!size.canConvertToLong() || !size.isIntegralNumber() || size.longValue() < 0) {
      throw Refusals.invalid(answer, "the layer's size is no size");
    }
    return size.longValue();
  }

  private static Map<String, String> annotations(Answer answer, JsonNode manifest)
      throws PullException {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : manifest.path("annotations").properties()) {
      if (!entry.getValue().isTextual()) {
        throw Refusals.invalid(answer, "an annotation is no string");
      }
      annotations.put(entry.getKey(), entry.getValue().textValue());
    }
    return annotations;
  }

  private static PullException unsupported(Answer answer, String problem) {
    return new PullException(Code.UNSUPPORTED_ARTIFACT, answer.where() + " " + problem);
  }
}
