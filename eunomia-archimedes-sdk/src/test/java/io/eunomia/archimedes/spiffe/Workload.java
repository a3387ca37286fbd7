package io.eunomia.archimedes.spiffe;

import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** A workload whose certificate and authorities are in files that a test replaces. */
final class Workload implements AutoCloseable {
  private final Path directory;
  private final WorkloadIdentity identity;

  Workload(Path directory, Svid svid, SpiffeAuthority... trusted) throws IOException {
    this.directory = Files.createDirectories(directory);
    write(svid, trusted);
    this.identity = WorkloadIdentity.fromFiles(files().withPollInterval(Duration.ofMillis(10)));
  }

  PemFiles files() {
    return PemFiles.of(
        directory.resolve("svid.pem"),
        directory.resolve("svid_key.pem"),
        directory.resolve("bundle.pem"));
  }

  void write(Svid svid, SpiffeAuthority... trusted) throws IOException {
    SpiffeAuthority.writeBundles(directory.resolve("bundle.pem"), trusted);
    svid.writeTo(directory);
  }

  WorkloadIdentity identity() {
    return identity;
  }

  SSLContext server() {
    return identity.serverContext();
  }

  SSLContext clientOf(String... expected) {
    return identity.clientContext(
        Set.copyOf(java.util.Arrays.stream(expected).map(SpiffeId::parse).toList()));
  }

  @Override
  public void close() {
    identity.close();
  }
}
