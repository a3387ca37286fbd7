package io.eunomia.cli;

import io.eunomia.archimedes.spiffe.NoIdentityException;
import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.WorkloadApiOptions;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who this side is, for commands that speak mutual TLS: PEM files, or a Workload API. */
final class IdentityOptions {
  @Option(
      names = "--svid",
      paramLabel = "PEM",
      description = "This side's certificate, with those between it and the authority.")
  private @Nullable Path svid;

  @Option(
      names = "--svid-key",
      paramLabel = "PEM",
      description = "Its private key, PKCS#8 without a password.")
  private @Nullable Path key;

  @Option(
      names = "--trust-bundle",
      paramLabel = "PEM",
      description = "The authorities that are trusted.")
  private @Nullable Path bundle;

  @Option(
      names = "--workload-api",
      paramLabel = "ADDRESS",
      description = {
        "The SPIFFE Workload API to ask instead of files: unix:///PATH or tcp://IP:PORT;",
        "SPIFFE_ENDPOINT_SOCKET by default."
      })
  private @Nullable String address;

  /**
   * The identity that was asked for.
   *
   * @throws CommandException if it was not asked for in one way, or is not to be had
   */
  WorkloadIdentity open() {
    try {
      return svid == null && key == null && bundle == null
          ? WorkloadIdentity.fromWorkloadApi(workloadApi())
          : WorkloadIdentity.fromFiles(files());
    } catch (NoIdentityException e) {
      String message = String.valueOf(e.getMessage());
      throw switch (e.code()) {
        case UNREACHABLE, DENIED -> CommandException.unreachable(message);
        case UNREADABLE, INVALID -> CommandException.invalidInput(message);
      };
    }
  }

  private WorkloadApiOptions workloadApi() {
    try {
      return address == null
          ? WorkloadApiOptions.fromEnvironment()
          : WorkloadApiOptions.at(address);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--workload-api: " + e.getMessage());
    }
  }

  private PemFiles files() {
    if (svid == null || key == null || bundle == null) {
      throw CommandException.usage("--svid, --svid-key and --trust-bundle belong together");
    }
    if (address != null) {
      throw CommandException.usage(
          "--workload-api takes the place of --svid, --svid-key and" + " --trust-bundle");
    }
    return PemFiles.of(svid, key, bundle);
  }
}
