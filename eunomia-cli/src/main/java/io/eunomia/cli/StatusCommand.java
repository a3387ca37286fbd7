package io.eunomia.cli;

import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eunomia status}. */
@Command(name = "status", description = "Shows how runtimes are, and which policy is active.")
final class StatusCommand extends InstanceCommand {
  @Option(
      names = "--at",
      required = true,
      arity = "1..*",
      paramLabel = "URL",
      description = "The runtimes' control planes: https://HOST:PORT.")
  private List<URI> instances;

  @Override
  List<InstanceResult> ask(ControlClient client) throws InterruptedException {
    return client.status(instances);
  }
}
