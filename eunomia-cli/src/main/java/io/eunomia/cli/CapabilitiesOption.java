package io.eunomia.cli;

import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code --capabilities} can be: a file, or a version of OPA. */
final class CapabilitiesOption {
  private static final int MAX_BYTES = 8 << 20;

  private CapabilitiesOption() {}

  static Capabilities read(String written) throws IOException {
    if (Capabilities.isVersion(written)) {
      try {
        return Capabilities.ofVersion(written);
      } catch (IllegalArgumentException e) {
        throw CommandException.usage("--capabilities: " + e.getMessage());
      }
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(Path.of(written))) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw CommandException.invalidInput(written + ": is larger than 8 MiB");
    }
    try {
      return Capabilities.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw CommandException.invalidInput(written + ": " + e.getMessage());
    }
  }
}
