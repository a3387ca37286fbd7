package io.eunomia.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.BundleException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of itself in {@code /.manifest}. Immutable and thread-safe; equal by its JSON.
 *
 * <p>What this class does not know is kept and written again.
 */
public final class Manifest {
  private final ObjectNode json;
  private final String revision;
  private final Roots roots;
  private final List<WasmEntrypoint> wasm;
  private final RegoVersions regoVersions;
  private final @Nullable EunomiaMetadata eunomia;

  private Manifest(ObjectNode json) throws BundleException {
    this.json = json;
    ManifestFields fields = ManifestFields.of("", json);
    this.revision = fields.string("revision", "");
    this.roots = fields.has("roots") ? new Roots(fields.strings("roots")) : Roots.everything();
    this.wasm = readWasm(fields);
    this.regoVersions = RegoVersions.read(fields);
    ManifestFields metadata =
        ManifestFields.of(
            "metadata", fields.has("metadata") ? fields.get("metadata") : emptyObject());
    this.eunomia = metadata.has("eunomia") ? EunomiaMetadata.read(metadata.get("eunomia")) : null;
    List<String> overlaps = roots.overlaps();
    if (!overlaps.isEmpty()) {
      throw new BundleException(
          Reason.OVERLAPPING_ROOTS, BundlePath.MANIFEST, "roots overlap: " + overlaps.get(0));
    }
    for (WasmEntrypoint entrypoint : wasm) {
      if (!roots.contain(entrypoint.entrypoint())) {
        throw new BundleException(
            Reason.OUTSIDE_ROOTS,
            BundlePath.MANIFEST,
            "the entrypoint " + entrypoint.entrypoint() + " is not in the roots " + roots);
      }
    }
  }

  /** The manifest of a bundle that has none: it owns everything, and says nothing else. */
  public static Manifest empty() {
    try {
      return new Manifest(emptyObject());
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws BundleException if it is not JSON, or a field that is known has a value of another type
   */
  public static Manifest parse(byte[] bytes) throws BundleException {
    try {
      JsonNode json = DataFormat.JSON.parse(bytes);
      ManifestFields.of("", json);
      return new Manifest((ObjectNode) json);
    } catch (JsonProcessingException e) {
      throw new BundleException(
          Reason.INVALID_MANIFEST, BundlePath.MANIFEST, DataFormat.describe(e), e);
    }
  }

  /** Starts an empty manifest. */
  public static Builder builder() {
    return new Builder(emptyObject());
  }

  /** Starts one like this. */
  public Builder toBuilder() {
    return new Builder(json.deepCopy());
  }

  /** What the bundle was built from: the full Git commit; empty if not said. */
  public String revision() {
    return revision;
  }

  /** What the bundle owns. */
  public Roots roots() {
    return roots;
  }

  /** Where the entrypoints were compiled to. */
  public List<WasmEntrypoint> wasm() {
    return wasm;
  }

  /** Which version of the language its sources are in. */
  public RegoVersions regoVersions() {
    return regoVersions;
  }

  /** What Eunomia says of the bundle, or {@code null} if something else made it. */
  public @Nullable EunomiaMetadata eunomia() {
    return eunomia;
  }

  /** The whole manifest. A new tree each time. */
  public ObjectNode toJson() {
    return json.deepCopy();
  }

  /** The manifest as it is written into a bundle: keys sorted. */
  public byte[] toBytes() {
    return CanonicalJson.write(json);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Manifest that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private static List<WasmEntrypoint> readWasm(ManifestFields fields) throws BundleException {
    List<WasmEntrypoint> wasm = new ArrayList<>();
    for (JsonNode resolver : fields.array("wasm")) {
      ManifestFields entry = ManifestFields.of("wasm[" + wasm.size() + "]", resolver);
      wasm.add(
          new WasmEntrypoint(
              entry.string("entrypoint", ""),
              "/" + entry.string("module", "").replaceFirst("^/", "")));
    }
    return List.copyOf(wasm);
  }

  private static ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Collects what a manifest says. Not thread-safe. */
  public static final class Builder {
    private final ObjectNode json;

    private Builder(ObjectNode json) {
      this.json = json;
    }

    /** What the bundle is built from. */
    public Builder revision(String revision) {
      json.put("revision", revision);
      return this;
    }

    /** What it owns; everything if not said. */
    public Builder roots(List<String> paths) {
      new Roots(paths).paths().forEach(json.putArray("roots")::add);
      return this;
    }

    /** The version of the language of its sources, 0 or 1. */
    public Builder regoVersion(int version) {
      json.put("rego_version", version);
      return this;
    }

    /** The versions of the language of single sources, by their paths or patterns for these. */
    public Builder fileRegoVersions(Map<String, Integer> versions) {
      json.remove("file_rego_versions");
      if (!versions.isEmpty()) {
        versions.forEach(json.putObject("file_rego_versions")::put);
      }
      return this;
    }

    /** Where its entrypoints were compiled to. */
    public Builder wasm(List<WasmEntrypoint> entrypoints) {
      json.remove("wasm");
      for (WasmEntrypoint entrypoint : entrypoints) {
        json.withArray("/wasm")
            .addObject()
            .put("entrypoint", entrypoint.entrypoint())
            .put("module", entrypoint.module());
      }
      return this;
    }

    /** What Eunomia says of it. */
    public Builder eunomia(EunomiaMetadata metadata) {
      return metadata("eunomia", metadata.toJson());
    }

    /** Something else about it. */
    public Builder metadata(String name, JsonNode value) {
      json.withObject("/metadata").set(name, value.deepCopy());
      return this;
    }

    /**
     * The manifest.
     *
     * @throws BundleException if roots overlap, an entrypoint is outside them, or a version of the
     *     language is not 0 or 1
     */
    public Manifest build() throws BundleException {
      return new Manifest(json.deepCopy());
    }
  }
}
