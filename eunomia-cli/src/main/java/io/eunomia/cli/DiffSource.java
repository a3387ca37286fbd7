package io.eunomia.cli;

import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.testkit.diff.ComparedPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A policy that is to be compared, as it was read: a bundle, or a directory of services. */
final class DiffSource {
  private final Path path;
  private final @Nullable Bundle bundle;
  private final @Nullable PolicySources sources;

  private DiffSource(Path path, @Nullable Bundle bundle, @Nullable PolicySources sources) {
    this.path = path;
    this.bundle = bundle;
    this.sources = sources;
  }

  static DiffSource read(Path path, RegoVersion version) throws IOException {
    return Files.isDirectory(path)
        ? new DiffSource(
            path, null, PolicyLoader.withDefaults().withVersion(version).load(List.of(path)))
        : new DiffSource(path, BundleFiles.read(path).bundle(), null);
  }

  /** The services that it can be asked for, as far as it says. */
  List<String> services() {
    if (sources != null) {
      return sources.services().stream().map(ServiceDirectory::name).toList();
    }
    EunomiaMetadata metadata = Objects.requireNonNull(bundle).manifest().eunomia();
    return metadata == null || !EntrypointConvention.isServiceName(metadata.service())
        ? List.of()
        : List.of(metadata.service());
  }

  /**
   * The policy of a service; compiled, if it is not yet.
   *
   * @param onErrors gets what is wrong with its sources before that ends the command
   */
  ComparedPolicy policy(
      EntrypointConvention service, RegoPolicyOptions rego, Consumer<List<Diagnostic>> onErrors)
      throws IOException {
    return new ComparedPolicy(path.toString(), bundle(service, rego, onErrors), service, rego);
  }

  private Bundle bundle(
      EntrypointConvention service, RegoPolicyOptions rego, Consumer<List<Diagnostic>> onErrors)
      throws IOException {
    if (sources != null) {
      return built(
          BundleBuilder.build(
              sources,
              Services.required(sources, service.service(), path),
              BuildOptions.defaults().withRego(rego)),
          onErrors);
    }
    Bundle read = Objects.requireNonNull(bundle);
    if (read.wasm() != null && (read.sources().isEmpty() || answers(read, service))) {
      return read;
    }
    BuildResult both = rebuilt(read, rego, List.of(service.allow(), service.denyReason()));
    // A policy need not say why it denies.
    return built(both.hasErrors() ? rebuilt(read, rego, List.of(service.allow())) : both, onErrors);
  }

  private static boolean answers(Bundle bundle, EntrypointConvention service) {
    return bundle.manifest().wasm().stream()
        .map(WasmEntrypoint::entrypoint)
        .anyMatch(service.allow()::equals);
  }

  private static BuildResult rebuilt(
      Bundle bundle, RegoPolicyOptions rego, List<String> entrypoints) throws IOException {
    return BundleRebuilder.build(
        bundle, BuildOptions.defaults().withRego(rego.withEntrypoints(entrypoints)));
  }

  private Bundle built(BuildResult result, Consumer<List<Diagnostic>> onErrors) {
    Bundle made = result.bundle();
    if (made == null) {
      onErrors.accept(result.diagnostics());
      throw CommandException.invalidInput(path + ": does not compile");
    }
    return made;
  }
}
