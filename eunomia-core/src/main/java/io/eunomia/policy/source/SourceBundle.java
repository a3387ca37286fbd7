package io.eunomia.policy.source;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.RegoVersions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A bundle whose sources are read.
 *
 * @param name the file or directory, as it was given
 * @param bundle what is in it
 * @param names what its files are called in messages, by their paths in the bundle
 */
record SourceBundle(String name, Bundle bundle, UnaryOperator<String> names) {
  /** Its sources, tests among them. */
  List<PolicyFile> sources() {
    return bundle.sources().stream().map(this::source).toList();
  }

  private PolicyFile source(BundleFile file) {
    return new PolicyFile(
        file.path().substring(1),
        SourceText.of(names.apply(file.path()), file.text()),
        version(file.path()));
  }

  private @Nullable RegoVersion version(String path) {
    RegoVersions said = bundle.manifest().regoVersions();
    OptionalInt version = said.of(path);
    return version.isEmpty() ? null : RegoVersion.of(version.getAsInt());
  }

  /** Its base document. */
  DataFile data() throws PolicyLoadException {
    BundleFile data = bundle.data();
    String name = names.apply(data.path());
    return new DataFile(
        data.path().substring(1), name, List.of(), DocumentReader.read(name, data.bytes()));
  }

  /** The service that it says it is for, or {@code null}. */
  @Nullable EntrypointConvention service() {
    EunomiaMetadata metadata = bundle.manifest().eunomia();
    return metadata == null ? null : EntrypointConvention.find(metadata.service());
  }
}
