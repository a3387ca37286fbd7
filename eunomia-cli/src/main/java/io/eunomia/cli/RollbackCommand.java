package io.eunomia.cli;

import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.bundle.BundleDigest;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eunomia rollback}. */
@Command(
    name = "rollback",
    description = "Takes runtimes back to the bundle that was active before, or to a named one.")
final class RollbackCommand extends InstanceCommand {
  @Option(
      names = "--at",
      required = true,
      arity = "1..*",
      paramLabel = "URL",
      description = "The runtimes' control planes: https://HOST:PORT.")
  private List<URI> instances;

  @Option(
      names = "--digest",
      paramLabel = "DIGEST",
      description = "The bundle to go to, which must be retained; the previous one by default.")
  private @Nullable String digest;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the runtimes' audit.")
  private String reason;

  @Option(
      names = "--deployment-id",
      paramLabel = "ID",
      description = "A name for what this is part of, for the runtimes' audit.")
  private @Nullable String deploymentId;

  @Override
  List<InstanceResult> ask(ControlClient client) throws InterruptedException {
    return client.rollback(
        instances, digest == null ? null : BundleDigest.parse(digest), reason, deploymentId);
  }
}
