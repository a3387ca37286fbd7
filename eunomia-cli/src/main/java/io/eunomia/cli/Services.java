package io.eunomia.cli;

import io.eunomia.cli.text.Words;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import java.nio.file.Path;

/** Finds services by their names. */
final class Services {
  private Services() {}

  static ServiceDirectory find(PolicySources sources, String name, Path root) {
    if (!EntrypointConvention.isServiceName(name)) {
      throw CommandException.usage(
          "'"
              + name
              + "' cannot name a service: letters, digits, '-' and '_', starting with a letter");
    }
    return sources
        .service(name)
        .orElseThrow(
            () ->
                CommandException.usage(
                    root
                        + " has no directory "
                        + name
                        + " with the package "
                        + EntrypointConvention.of(name).packageName()
                        + (sources.services().isEmpty()
                            ? ""
                            : "; its services are "
                                + Words.list(
                                    sources.services().stream()
                                        .map(ServiceDirectory::name)
                                        .toList()))));
  }
}
