package io.eunomia.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.BundleException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of OPA's kind: a manifest, data, Rego sources, and what they were compiled to, each of
 * which may be missing. Immutable and thread-safe.
 *
 * <p>A bundle of this class is well-formed: its manifest and data can be read, its roots do not
 * overlap and hold its data and entrypoints, and the modules that it names are there. Whether a
 * module runs, and whether a signature is good, is for others to find out.
 */
public final class Bundle {
  private final SortedMap<String, BundleFile> files;
  private final Manifest manifest;
  private final BundleFile data;

  private Bundle(SortedMap<String, BundleFile> files) throws BundleException {
    this.files = files;
    if (files.containsKey(BundlePath.PATCH)) {
      throw new BundleException(
          Reason.DELTA_BUNDLE, BundlePath.PATCH, "delta bundles are not supported");
    }
    BundleFile manifestFile = files.get(BundlePath.MANIFEST);
    this.manifest = manifestFile == null ? Manifest.empty() : Manifest.parse(manifestFile.bytes());
    List<BundleFile> dataFiles = new ArrayList<>();
    for (BundleFile file : files.values()) {
      if (BundlePath.isJsonData(file.path()) || BundlePath.isYamlData(file.path())) {
        dataFiles.add(file);
      } else if (BundlePath.isRego(file.path())) {
        checkText(file);
      }
    }
    this.data = BundleData.merge(dataFiles, manifest.roots());
    for (WasmEntrypoint entrypoint : manifest.wasm()) {
      if (!files.containsKey(entrypoint.module())) {
        throw new BundleException(
            Reason.MISSING_MODULE,
            BundlePath.MANIFEST,
            "names the module " + entrypoint.module() + ", which is not in the bundle");
      }
    }
  }

  /**
   * A bundle of these files.
   *
   * @throws BundleException if it is not well-formed
   */
  public static Bundle of(Collection<BundleFile> files) throws BundleException {
    SortedMap<String, BundleFile> sorted = new TreeMap<>();
    for (BundleFile file : files) {
      if (!BundlePath.normalize(file.path().replaceFirst("^/", "")).equals(file.path())) {
        throw new BundleException(Reason.UNSAFE_PATH, file.path(), "is not a path from the root");
      }
      if (sorted.put(file.path(), file) != null) {
        throw new BundleException(Reason.DUPLICATE_ENTRY, file.path(), "is there twice");
      }
    }
    return new Bundle(sorted);
  }

  /** Starts a bundle with this manifest. */
  public static Builder builder(Manifest manifest) {
    return new Builder(manifest);
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /**
   * The base document as one file of JSON: {@code /data.json} itself if that is the only data file,
   * else what the data files make together, {@code {}} if there is none.
   */
  public BundleFile data() {
    return data;
  }

  /** The module {@code /policy.wasm}, or {@code null} if there is none. */
  public @Nullable BundleFile wasm() {
    return files.get(BundlePath.WASM);
  }

  /** The plan {@code /plan.json}, OPA's intermediate representation, or {@code null}. */
  public @Nullable BundleFile plan() {
    return files.get(BundlePath.PLAN);
  }

  /** The Rego sources, by path. */
  public List<BundleFile> sources() {
    return files.values().stream().filter(file -> BundlePath.isRego(file.path())).toList();
  }

  /** The signatures of the other files, or {@code null} if there are none. */
  public @Nullable BundleFile signatures() {
    return files.get(BundlePath.SIGNATURES);
  }

  /** A file by its path, or {@code null}. */
  public @Nullable BundleFile file(String path) {
    return files.get(path);
  }

  /** All files as they are in the archive, by path. */
  public List<BundleFile> files() {
    return List.copyOf(files.values());
  }

  /**
   * This bundle with another file, or another one in its place.
   *
   * @throws BundleException if it is not well-formed any more
   */
  public Bundle with(BundleFile file) throws BundleException {
    List<BundleFile> changed = new ArrayList<>(files.values());
    changed.removeIf(present -> present.path().equals(file.path()));
    changed.add(file);
    return of(changed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bundle that && files.equals(that.files);
  }

  @Override
  public int hashCode() {
    return files.hashCode();
  }

  @Override
  public String toString() {
    return "Bundle" + files.values();
  }

  private static void checkText(BundleFile file) throws BundleException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file.bytes()));
    } catch (CharacterCodingException e) {
      throw new BundleException(Reason.INVALID_SOURCE, file.path(), "is not UTF-8", e);
    }
  }

  /** Collects the files of a bundle. Not thread-safe. */
  public static final class Builder {
    private final List<BundleFile> files = new ArrayList<>();

    private Builder(Manifest manifest) {
      files.add(BundleFile.owning(BundlePath.MANIFEST, manifest.toBytes()));
    }

    /** The module that the policy was compiled to. */
    public Builder wasm(byte[] module) {
      files.add(BundleFile.of(BundlePath.WASM, module));
      return this;
    }

    /** The plan that the policy was compiled to. */
    public Builder plan(String plan) {
      files.add(BundleFile.of(BundlePath.PLAN, plan));
      return this;
    }

    /** The base document; written with its keys sorted. */
    public Builder data(JsonNode document) {
      files.add(BundleFile.owning(BundlePath.DATA, CanonicalJson.write(document)));
      return this;
    }

    /** Any other file, such as a source. */
    public Builder file(BundleFile file) {
      files.add(file);
      return this;
    }

    /**
     * The bundle.
     *
     * @throws BundleException if it is not well-formed
     */
    public Bundle build() throws BundleException {
      return of(files);
    }
  }
}
