package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.cli.text.Words;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: policies and data, or a module.
 *
 * @param name what it is called in messages
 * @param sources the policies; none if there is only a module
 * @param document the base document
 * @param wasm the module, if there is one already
 * @param service the service that it is for, if that is known
 */
record EvalSource(
    String name,
    List<SourceText> sources,
    ObjectNode document,
    @Nullable BundleFile wasm,
    @Nullable String service) {

  static EvalSource of(List<Path> paths, RegoVersion version) throws IOException {
    PolicySources read = PolicyLoader.withDefaults().withVersion(version).load(paths);
    String service = read.services().size() == 1 ? read.services().get(0).name() : null;
    return new EvalSource(
        Words.list(paths), read.sourcesWithTests(), read.document(), null, service);
  }

  static EvalSource of(BundleFiles read) throws IOException {
    Bundle bundle = read.bundle();
    EunomiaMetadata metadata = bundle.manifest().eunomia();
    BundleFile data = bundle.data();
    return new EvalSource(
        "the bundle",
        bundle.sources().stream().map(file -> SourceText.of(file.path(), file.text())).toList(),
        (ObjectNode) DocumentReader.read(data.path(), data.bytes()),
        bundle.wasm(),
        metadata == null ? null : metadata.service());
  }

  /** The entrypoint of the service, or {@code null} if it is unknown which service it is. */
  @Nullable String defaultEntrypoint() {
    return service != null && EntrypointConvention.isServiceName(service)
        ? EntrypointConvention.of(service).allow()
        : null;
  }
}
