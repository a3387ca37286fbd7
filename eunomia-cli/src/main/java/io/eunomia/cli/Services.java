package io.eunomia.cli;

import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import java.nio.file.Path;

/** Services as the command line names them. */
final class Services {
  private Services() {}

  /**
   * The directory of a service.
   *
   * @param root where the policies are, for the message
   * @throws CommandException if it is not there, or no service can have that name
   */
  static ServiceDirectory required(PolicySources sources, String name, Path root) {
    try {
      return sources.requiredService(name);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(root + ": " + e.getMessage());
    }
  }
}
