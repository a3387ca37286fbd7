package io.eunomia.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.BundleException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's manifest says under {@code metadata.eunomia}.
 *
 * @param service whose policy it is
 * @param version SemVer; empty if it has none
 * @param sequence grows with every commit; 0 outside Git
 * @param git the commit, or {@code null} outside Git
 * @param compiler what made it: {@code eunomia 0.1.0}
 */
public record EunomiaMetadata(
    String service, String version, long sequence, @Nullable GitCommit git, String compiler) {
  /** The schema that is written, and the last one that is read. */
  public static final int SCHEMA = 1;

  /**
   * @throws IllegalArgumentException for a negative sequence
   */
  public EunomiaMetadata {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative: " + sequence);
    }
  }

  ObjectNode toJson() {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", SCHEMA)
            .put("service", service)
            .put("version", version)
            .put("sequence", sequence)
            .put("compiler", compiler);
    if (git != null) {
      ObjectNode commit =
          json.putObject("git")
              .put("commit", git.commit())
              .put("author", git.author())
              .put("authored_at", git.authoredAt())
              .put("subject", git.subject());
      if (git.repository() != null) {
        commit.put("repository", git.repository());
      }
      if (git.dirty()) {
        commit.put("dirty", true);
      }
    }
    return json;
  }

  static EunomiaMetadata read(JsonNode json) throws BundleException {
    ManifestFields fields = ManifestFields.of("metadata.eunomia", json);
    long schema = fields.integer("schema", SCHEMA);
    if (schema != SCHEMA) {
      throw new BundleException(
          Reason.UNSUPPORTED_SCHEMA,
          BundlePath.MANIFEST,
          "metadata.eunomia has schema " + schema + ", and this program knows " + SCHEMA);
    }
    long sequence = fields.integer("sequence", 0);
    if (sequence < 0) {
      throw ManifestFields.invalid("metadata.eunomia.sequence must not be negative");
    }
    return new EunomiaMetadata(
        fields.string("service", ""),
        fields.string("version", ""),
        sequence,
        json.has("git") ? commit(json.get("git")) : null,
        fields.string("compiler", ""));
  }

  private static GitCommit commit(JsonNode json) throws BundleException {
    ManifestFields fields = ManifestFields.of("metadata.eunomia.git", json);
    return new GitCommit(
        json.has("repository") ? fields.string("repository", "") : null,
        fields.string("commit", ""),
        fields.string("author", ""),
        fields.string("authored_at", ""),
        fields.string("subject", ""),
        fields.bool("dirty"));
  }
}
