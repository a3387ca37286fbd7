package io.eunomia.cli;

import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.GitCommit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia push}. */
@Command(
    name = "push",
    description = "Makes a bundle the active one in runtimes. Each tells whether it did.")
final class PushCommand extends InstanceCommand {
  @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
  private Path file;

  @Option(
      names = "--to",
      required = true,
      arity = "1..*",
      paramLabel = "URL",
      description = "The runtimes' control planes: https://HOST:PORT.")
  private List<URI> instances;

  @Option(
      names = "--deployment-id",
      paramLabel = "ID",
      description = "A name for what this is part of, for the runtimes' audit.")
  private @Nullable String deploymentId;

  @Option(
      names = "--allow-dirty",
      description = "Push a bundle that was built from changes that are not committed.")
  private boolean allowDirty;

  private byte[] bundle = new byte[0];

  @Override
  void prepare() throws IOException {
    BundleFiles read = BundleFiles.read(file);
    EunomiaMetadata metadata = read.bundle().manifest().eunomia();
    GitCommit git = metadata == null ? null : metadata.git();
    if (git != null && git.dirty() && !allowDirty) {
      throw CommandException.failed(
          file + ": was built from changes that are not committed; --allow-dirty pushes it anyway");
    }
    bundle = read.bytes();
  }

  @Override
  List<InstanceResult> ask(ControlClient client) throws InterruptedException {
    return client.push(instances, bundle, deploymentId);
  }
}
