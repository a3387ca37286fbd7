package io.eunomia.cli;

import io.eunomia.policy.source.CapabilitiesLoader;
import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;

/** What {@code --capabilities} can be: a file, or a version of OPA. */
final class CapabilitiesOption {
  private CapabilitiesOption() {}

  static Capabilities read(String written) throws IOException {
    try {
      return CapabilitiesLoader.load(written);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--capabilities: " + e.getMessage());
    }
  }
}
