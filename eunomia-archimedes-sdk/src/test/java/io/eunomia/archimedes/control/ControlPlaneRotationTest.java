package io.eunomia.archimedes.control;

import static io.eunomia.archimedes.control.ControlPlane.digest;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadApiOptions;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import io.eunomia.testkit.spiffe.Svid;
import io.eunomia.testkit.spiffe.WorkloadApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Certificates are replaced all the time, on both sides, and nobody notices. */
class ControlPlaneRotationTest {
  private static final Duration PERIOD = Duration.ofMillis(200);
  private static final int PUSHES = 12;

  @Test
  void whenCertificatesRotateUnderPushes_thenNoneFails() throws InterruptedException {
    SpiffeAuthority authority = SpiffeAuthority.of("example.org");
    Supplier<Svid> service = () -> authority.issue(ControlPlane.SERVICE.path());
    Supplier<Svid> deployer = () -> authority.issue(ControlPlane.DEPLOYER.path());
    try (WorkloadApi serviceApi = WorkloadApi.start(service.get(), authority);
        WorkloadApi deployerApi = WorkloadApi.start(deployer.get(), authority);
        WorkloadIdentity serving = identity(serviceApi);
        WorkloadIdentity pushing = identity(deployerApi);
        PolicyRuntime runtime =
            PolicyRuntime.builder("demo").warmup(VersionedPolicy.WARMUP).open();
        ControlServer server = start(runtime, serving);
        ControlClient client = new ControlClient(pushing, Set.of(ControlPlane.SERVICE))) {
      serviceApi.rotateEvery(PERIOD, service);
      deployerApi.rotateEvery(PERIOD, deployer);
      URI instance = URI.create("https://127.0.0.1:" + server.port());
      Set<Object> expiries = new HashSet<>();
      for (int version = 1; version <= PUSHES || expiries.size() < 3; version++) {
        InstanceResult result =
            client.push(List.of(instance), VersionedPolicy.bundle(version), null).get(0);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
        assertThat(result.attempts()).isEqualTo(1);
        expiries.add(pushing.expiresAt());
        assertThat(result.acknowledgement())
            .extracting(done -> done == null ? "" : done.digest())
            .isEqualTo(digest(version));
      }
    }
  }

  private static WorkloadIdentity identity(WorkloadApi api) {
    return WorkloadIdentity.fromWorkloadApi(WorkloadApiOptions.at(api.address()));
  }

  private static ControlServer start(PolicyRuntime runtime, WorkloadIdentity identity) {
    ControlPlaneHandler handler =
        new ControlPlaneHandler(
            runtime, identity, SpiffeAllowlist.of(List.of(ControlPlane.DEPLOYER)));
    try {
      return ControlServer.builder(handler, identity).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
