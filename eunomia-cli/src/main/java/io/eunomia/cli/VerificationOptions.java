package io.eunomia.cli;

import io.eunomia.archimedes.activation.BundleVerification.Requirement;
import io.eunomia.bundle.signature.VerificationKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose signatures a runtime wants. */
final class VerificationOptions {
  @Option(
      names = "--verification-key",
      paramLabel = "[KEYID=]PEM",
      description = "A public key whose signatures count; repeatable.")
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--signatures",
      paramLabel = "WHEN",
      description =
          "${COMPLETION-CANDIDATES}: whether bundles must be signed; required if there is a key,"
              + " else off.")
  private @Nullable Requirement requirement;

  VerificationKeys keys() throws IOException {
    return KeyOptions.verification(keys);
  }

  @Nullable Requirement requirement() {
    return requirement;
  }
}
