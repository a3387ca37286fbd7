package io.eunomia.archimedes.control;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.Svid.SvidFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A runtime of the service {@code demo} with version 2 active and version 1 retained, its identity,
 * and a deployer who may use its control plane.
 */
public final class ControlPlane implements AutoCloseable {
  public static final SpiffeId SERVICE = SpiffeId.parse("spiffe://example.org/demo");
  public static final SpiffeId DEPLOYER = SpiffeId.parse("spiffe://example.org/deployer");

  public final SpiffeAuthority authority = SpiffeAuthority.of("example.org");
  public final Svid deployer = authority.issue(DEPLOYER.path());
  public final WorkloadIdentity identity;
  public final PolicyRuntime runtime;
  public final ControlPlaneHandler handler;
  public final Path spool;

  /** With everything as the defaults have it. */
  public ControlPlane(Path directory) throws IOException {
    this(directory, UnaryOperator.identity());
  }

  /** With other options. */
  public ControlPlane(Path directory, UnaryOperator<ControlOptions> options) throws IOException {
    identity = identity(directory.resolve("demo"), authority, authority.issue(SERVICE.path()));
    runtime =
        PolicyRuntime.builder("demo").instance("demo-1").warmup(VersionedPolicy.WARMUP).open();
    runtime.activate(VersionedPolicy.bundle(1));
    runtime.activate(VersionedPolicy.bundle(2));
    spool = Files.createDirectory(directory.resolve("spool"));
    handler =
        new ControlPlaneHandler(
            runtime,
            identity,
            SpiffeAllowlist.of(List.of(DEPLOYER)),
            options.apply(ControlOptions.defaults().withSpoolDirectory(spool)));
  }

  /** The identity that is in files. */
  public static WorkloadIdentity identity(Path directory, SpiffeAuthority authority, Svid svid)
      throws IOException {
    Files.createDirectories(directory);
    SvidFiles files = svid.writeTo(directory);
    Path bundle = authority.writeBundle(directory.resolve("bundle.pem"));
    return WorkloadIdentity.fromFiles(PemFiles.of(files.certificate(), files.key(), bundle));
  }

  /** A client's identity, the deployer's. */
  public WorkloadIdentity deployerIdentity(Path directory) throws IOException {
    return identity(directory.resolve("deployer"), authority, deployer);
  }

  /** The digest of a version. */
  public static String digest(int version) {
    return BundleDigest.of(VersionedPolicy.bundle(version)).toString();
  }

  /** The digest of what is active. */
  public String live() {
    var active = runtime.status().active();
    return active == null ? "none" : active.identity().digest();
  }

  /** What is being received. */
  public List<Path> spooled() throws IOException {
    try (var files = Files.list(spool)) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    runtime.close();
    identity.close();
  }
}
