package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.spiffe.PemFiles;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleLimits;
import io.eunomia.bundle.BundleReader;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.GitCommit;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.WorkloadApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code push}, {@code rollback} and {@code status} against a runtime's real control plane. */
class InstanceCommandsTest {
  private static final String SERVICE = "spiffe://example.org/users-service";

  @TempDir private static Path dir;
  private static SpiffeAuthority authority;
  private static WorkloadIdentity identity;
  private static Path first;
  private static Path second;

  private PolicyRuntime runtime;
  private String url = "";
  private ControlServer server;

  @BeforeAll
  static void prepare() throws IOException {
    authority = SpiffeAuthority.of("example.org");
    authority.writeBundle(dir.resolve("ca.pem"));
    identity = identity("users-service");
    identity("deployer").close();
    identity("stranger").close();
    Workspace policies = new Workspace(dir.resolve("policies")).service();
    Path built = build(policies);
    first = version(built, 1, null);
    second = version(built, 2, null);
  }

  @AfterAll
  static void end() {
    identity.close();
  }

  @BeforeEach
  void start() throws IOException {
    runtime = PolicyRuntime.builder("users-service").instance("users-1").open();
    SpiffeId deployer = SpiffeId.parse("spiffe://example.org/deployer");
    server =
        ControlServer.builder(
                new ControlPlaneHandler(runtime, identity, SpiffeAllowlist.of(List.of(deployer))),
                identity)
            .start();
    url = "https://127.0.0.1:" + server.port();
  }

  @AfterEach
  void stop() {
    server.close();
    runtime.close();
  }

  @Test
  void whenPushedAndRolledBack_thenALineAnInstanceSaysIt() {
    Ran push = run("deployer", "push", first, "--to", url);
    assertThat(push.err()).isEmpty();
    assertThat(push.exitCode()).isZero();
    assertThat(push.out()).startsWith(url + "  done         1.0.1  sha256:").hasLineCount(1);
    assertThat(run("deployer", "push", first, "--to", url).out()).contains("  unchanged  ");
    Ran next = run("deployer", "push", second, "--deployment-id", "d-1", "--to", url);
    assertThat(next.exitCode()).isZero();
    Ran status = run("deployer", "status", "--at", url);
    assertThat(status.exitCode()).isZero();
    assertThat(status.out())
        .contains("users-service users-1  active  1.0.2  sha256:")
        .contains("0 allowed, 0 denied, 0 errors");
    Ran back = run("deployer", "rollback", "--at", url, "--reason", "test");
    assertThat(back.exitCode()).isZero();
    assertThat(back.out()).contains("done         1.0.1");
    Ran again = run("deployer", "rollback", "--at", url, "--reason", "test");
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.out()).contains("refused      BUNDLE_NOT_RETAINED: ");
  }

  @Test
  void whenJsonIsWanted_thenItHasEverything() throws IOException {
    String digest = BundleDigest.of(Files.readAllBytes(first)).toString();
    JsonNode push = json(run("deployer", "push", first, "--to", url, "--format", "json"));
    assertThat(push.path("outcome").asText()).isEqualTo("done");
    assertThat(push.path("digest").asText()).isEqualTo(digest);
    assertThat(push.path("attempts").asInt()).isEqualTo(1);
    JsonNode status = json(run("deployer", "status", "--at", url, "--format", "json"));
    assertThat(status.path("instance").asText()).isEqualTo(url);
    assertThat(status.at("/status/active/digest").asText()).isEqualTo(digest);
    assertThat(status.at("/status/active/source").asText()).isEqualTo("push");
    assertThat(status.at("/status/ready").asBoolean()).isTrue();
    JsonNode refused =
        json(
            run(
                "deployer",
                "rollback",
                "--at",
                url,
                "--digest",
                "sha256:" + "0".repeat(64),
                "--reason",
                "r",
                "--format",
                "json"));
    assertThat(refused.path("code").asText()).isEqualTo("BUNDLE_NOT_RETAINED");
    assertThat(refused.path("message").asText()).isNotEmpty();
  }

  @Test
  void whenNobodyListensOrSomebodyElse_thenIsUnreachable() throws IOException {
    String nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = "https://127.0.0.1:" + socket.getLocalPort();
    }
    Ran both = run("deployer", "status", "--at", url, nobody);
    assertThat(both.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(both.out()).hasLineCount(2).contains("CONNECTION_FAILED: nobody listens there");
    Ran other =
        eunomia(
            arguments(
                "deployer",
                new Object[] {"push", first, "--to", url},
                "spiffe://example.org/orders-service"));
    assertThat(other.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(other.out()).contains("PEER_REFUSED");
    assertThat(runtime.status().active()).isNull();
  }

  @Test
  void whenOneRefuses_thenTheExitCodeSaysSo() {
    Ran stranger = run("stranger", "push", first, "--to", url);
    assertThat(stranger.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(stranger.out()).contains("refused      AUTHORIZATION_DENIED: access is denied");
    assertThat(runtime.status().active()).isNull();
  }

  @Test
  void whenTheBundleHasUncommittedChanges_thenItIsPushedOnlyIfThatIsSaid() throws IOException {
    GitCommit commit = new GitCommit(null, "c0ffee", "A <a@b>", "2026-01-01T00:00:00Z", "s", true);
    Path dirty = version(first, 9, commit);
    Ran refused = run("deployer", "push", dirty, "--to", url);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("not committed");
    assertThat(runtime.status().active()).isNull();
    assertThat(run("deployer", "push", dirty, "--allow-dirty", "--to", url).exitCode()).isZero();
  }

  @Test
  void whenTheIdentityComesFromAWorkloadApi_thenItCountsToo() {
    try (WorkloadApi api = WorkloadApi.start(authority.issue("/deployer"), authority)) {
      Ran status =
          eunomia("status", "--at", url, "--expect", SERVICE, "--workload-api", api.address());
      assertThat(status.err()).isEmpty();
      assertThat(status.exitCode()).isZero();
      assertThat(status.out()).contains("empty  no policy");
    }
  }

  @Test
  void whenUsedWrongly_thenSaysHow() {
    Path svid = dir.resolve("deployer/svid.pem");
    wrong("--expect", eunomia("status", "--at", url));
    wrong("belong together", eunomia("status", "--at", url, "--expect", SERVICE, "--svid", svid));
    wrong(
        "takes the place",
        run("deployer", "status", "--at", url, "--workload-api", "tcp://127.0.0.1:1"));
    wrong(
        "--workload-api",
        eunomia("status", "--at", url, "--expect", SERVICE, "--workload-api", "nowhere"));
    wrong("https", run("deployer", "status", "--at", "http://127.0.0.1:1"));
    wrong(
        "no SPIFFE id",
        eunomia(
            arguments("deployer", new Object[] {"status", "--at", url}, "spiffe://example.org")));
    wrong("--reason", run("deployer", "rollback", "--at", url));
    wrong("sha256:", run("deployer", "rollback", "--at", url, "--digest", "x", "--reason", "r"));
    Ran unreadable =
        eunomia(
            "status",
            "--at",
            url,
            "--expect",
            SERVICE,
            "--svid",
            dir.resolve("no.pem"),
            "--svid-key",
            dir.resolve("no.pem"),
            "--trust-bundle",
            dir.resolve("ca.pem"));
    assertThat(unreadable.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(unreadable.err()).contains("no.pem");
  }

  private static void wrong(String message, Ran ran) {
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(message);
  }

  private static JsonNode json(Ran ran) throws IOException {
    JsonNode instances = new ObjectMapper().readTree(ran.out()).path("instances");
    assertThat(instances).as(ran.err()).hasSize(1);
    return instances.get(0);
  }

  private static Ran run(String who, Object... command) {
    return eunomia(arguments(who, command, SERVICE));
  }

  private static Object[] arguments(String who, Object[] command, String expected) {
    List<Object> all = new ArrayList<>(List.of(command));
    all.addAll(
        List.of(
            "--expect", expected,
            "--svid", dir.resolve(who).resolve("svid.pem"),
            "--svid-key", dir.resolve(who).resolve("svid_key.pem"),
            "--trust-bundle", dir.resolve("ca.pem")));
    return all.toArray();
  }

  private static WorkloadIdentity identity(String who) throws IOException {
    Path own = Files.createDirectory(dir.resolve(who));
    var files = authority.issue("/" + who).writeTo(own);
    return WorkloadIdentity.fromFiles(
        PemFiles.of(files.certificate(), files.key(), dir.resolve("ca.pem")));
  }

  private static Path build(Workspace policies) {
    Path bundle = dir.resolve("bundle.tar.gz");
    Ran build = eunomia("build", policies.root(), "--service", "users-service", "-o", bundle);
    assertThat(build.exitCode()).as(build.err()).isZero();
    return bundle;
  }

  /** The same policy as of another commit. */
  private static Path version(Path file, int version, @Nullable GitCommit commit)
      throws IOException {
    Bundle bundle = new BundleReader(BundleLimits.defaults()).read(Files.readAllBytes(file));
    EunomiaMetadata metadata =
        new EunomiaMetadata("users-service", "1.0." + version, version, commit, "test");
    Bundle.Builder changed =
        Bundle.builder(bundle.manifest().toBuilder().eunomia(metadata).build());
    bundle.files().stream()
        .filter(entry -> !entry.path().equals("/.manifest"))
        .forEach(changed::file);
    return Files.write(
        dir.resolve("bundle-" + version + ".tar.gz"), BundleWriter.toBytes(changed.build()));
  }
}
