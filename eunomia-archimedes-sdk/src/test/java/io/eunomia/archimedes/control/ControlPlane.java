package io.eunomia.archimedes.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    svid.writeTo(directory);
    authority.writeBundle(directory.resolve("bundle.pem"));
    return reopen(directory);
  }

  /** The identity that somebody else put into files. */
  public static WorkloadIdentity reopen(Path directory) {
    return WorkloadIdentity.fromFiles(
        PemFiles.of(
            directory.resolve("svid.pem"),
            directory.resolve("svid_key.pem"),
            directory.resolve("bundle.pem")));
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

  /** What is answered, without a server. */
  JsonNode handle(int status, ControlRequest request) throws IOException {
    ControlResponse response = handler.handle(request);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.status()).as(body).isEqualTo(status);
    assertThat(response.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Cache-Control", "no-store");
    return new ObjectMapper().readTree(body);
  }

  /** The envelope of a refusal, without a server. */
  JsonNode refused(ErrorCode code, ControlRequest request) throws IOException {
    JsonNode envelope = handle(code.httpStatus(), request);
    assertThat(envelope.path("code").asText()).isEqualTo(code.name());
    List<String> names = new ArrayList<>();
    envelope.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "code", "message", "request_id", "trace_id", "operation_id", "details", "timestamp");
    return envelope;
  }

  @Override
  public void close() {
    runtime.close();
    identity.close();
  }
}
