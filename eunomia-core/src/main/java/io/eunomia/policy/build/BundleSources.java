package io.eunomia.policy.build;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.RegoVersions;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The Rego sources of a bundle, and the versions of the language that its manifest says they are
 * in. Immutable and thread-safe.
 *
 * @param texts named by their paths in the bundle, without the leading slash
 * @param versions by these names; nothing of sources that the manifest says nothing of
 */
public record BundleSources(List<SourceText> texts, Map<String, RegoVersion> versions) {
  public BundleSources {
    texts = List.copyOf(texts);
    versions = Map.copyOf(versions);
  }

  /** The sources of a bundle, in the order of their paths. */
  public static BundleSources of(Bundle bundle) {
    RegoVersions said = bundle.manifest().regoVersions();
    List<SourceText> texts = new ArrayList<>();
    Map<String, RegoVersion> versions = new HashMap<>();
    for (BundleFile file : bundle.sources()) {
      SourceText text = SourceText.of(file.path().substring(1), file.text());
      texts.add(text);
      OptionalInt version = said.of(file.path());
      if (version.isPresent()) {
        versions.put(text.name(), RegoVersion.of(version.getAsInt()));
      }
    }
    return new BundleSources(texts, versions);
  }

  /** How to compile these sources; the options' version is that of sources without one. */
  public RegoPolicyOptions in(RegoPolicyOptions options) {
    return options.withFileVersions(versions);
  }
}
