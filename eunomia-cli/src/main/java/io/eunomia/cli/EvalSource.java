package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.compile.PlanCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.policy.build.BundleSources;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: policies and data, or a module.
 *
 * @param name what it is called in messages
 * @param sources the policies; none if there is only a module
 * @param versions the versions of the language of single sources, by their names
 * @param document the base document
 * @param wasm the module, if there is one already
 * @param service the service that it is for, if that is known
 */
record EvalSource(
    String name,
    List<SourceText> sources,
    Map<String, RegoVersion> versions,
    ObjectNode document,
    @Nullable BundleFile wasm,
    @Nullable String service) {

  static EvalSource of(List<Path> paths, RegoVersion version) throws IOException {
    PolicySources read = PolicyLoader.withDefaults().withVersion(version).load(paths);
    String service = read.services().size() == 1 ? read.services().get(0).name() : null;
    return new EvalSource(
        Words.list(paths), read.sourcesWithTests(), Map.of(), read.document(), null, service);
  }

  /** A bundle; what it was compiled to is its module, else its plan is compiled. */
  static EvalSource of(BundleFiles read, RegoPolicyOptions options) throws IOException {
    Bundle bundle = read.bundle();
    BundleSources sources = BundleSources.of(bundle);
    EunomiaMetadata metadata = bundle.manifest().eunomia();
    BundleFile data = bundle.data();
    return new EvalSource(
        "the bundle",
        sources.texts(),
        sources.versions(),
        (ObjectNode) DocumentReader.read(data.path(), data.bytes()),
        module(bundle, options),
        metadata == null ? null : metadata.service());
  }

  private static @Nullable BundleFile module(Bundle bundle, RegoPolicyOptions options)
      throws BundleException {
    BundleFile plan = bundle.plan();
    if (bundle.wasm() != null || plan == null || !bundle.sources().isEmpty()) {
      return bundle.wasm();
    }
    Diagnostics diagnostics = new Diagnostics();
    byte[] wasm = PlanCompiler.compile(BundleRebuilder.plan(plan), options, diagnostics);
    if (wasm == null) {
      throw CommandException.findings(diagnostics.all());
    }
    return BundleFile.of("/policy.wasm", wasm);
  }

  /** The entrypoint of the service, or {@code null} if it is unknown which service it is. */
  @Nullable String defaultEntrypoint() {
    EntrypointConvention convention = service == null ? null : EntrypointConvention.find(service);
    return convention == null ? null : convention.allow();
  }
}
