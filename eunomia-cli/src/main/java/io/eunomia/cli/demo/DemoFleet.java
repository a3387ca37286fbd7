package io.eunomia.cli.demo;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.FileAuditSink;
import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.policy.SpiffeId;
import io.eunomia.testkit.TestWorkloads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The runtimes of some services in this JVM, each with a store, an audit log and a control plane,
 * and the workloads that talk to them over real connections.
 */
final class DemoFleet implements AutoCloseable {
  private static final String DEPLOYER = "/ns/demo/sa/deployer";
  private static final String STRANGER = "/ns/demo/sa/stranger";

  private final Path directory;
  private final VerificationKeys trusted;
  private final TestWorkloads workloads = new TestWorkloads("runtime");
  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, ControlClient> clients = new TreeMap<>();

  private record Member(PolicyRuntime runtime, ControlServer control, AuditLog audit)
      implements AutoCloseable {
    @Override
    public void close() {
      control.close();
      runtime.close();
      audit.close();
    }
  }

  DemoFleet(Path directory, VerificationKeys trusted) {
    this.directory = directory;
    this.trusted = trusted;
  }

  /** Starts a service's runtime. */
  void start(String service) throws IOException {
    AuditLog audit =
        AuditLog.builder(FileAuditSink.builder(auditFile(service)).open())
            .decisions(AuditLog.Decisions.NONE)
            .build();
    PolicyRuntime runtime =
        PolicyRuntime.builder(service)
            // A machine that is busy with other things must not make a request fail here.
            .limits(Limits.defaults().withTimeout(Duration.ofSeconds(5)))
            .verificationKeys(trusted)
            .store(directory.resolve(service + ".db"))
            .audit(audit)
            .open();
    WorkloadIdentity identity = workloads.server();
    ControlServer control =
        ControlServer.builder(
                new ControlPlaneHandler(
                    runtime, identity, SpiffeAllowlist.of(List.of(deployerId()))),
                identity)
            .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .start();
    members.put(service, new Member(runtime, control, audit));
  }

  /** Ends a service's runtime, and starts it again on what it left. */
  void restart(String service) throws IOException {
    member(service).close();
    start(service);
  }

  PolicyRuntime runtime(String service) {
    return member(service).runtime();
  }

  /** Where a runtime writes its audit. */
  Path auditFile(String service) {
    return directory.resolve(service + ".audit.jsonl");
  }

  SpiffeId deployerId() {
    return workloads.id(DEPLOYER);
  }

  SpiffeId strangerId() {
    return workloads.id(STRANGER);
  }

  InstanceResult push(String service, byte[] bundle) throws InterruptedException {
    return as(DEPLOYER).push(address(service), bundle, "demo").get(0);
  }

  /** As somebody of the same trust domain who may not. */
  InstanceResult pushAsStranger(String service, byte[] bundle) throws InterruptedException {
    return as(STRANGER).push(address(service), bundle, null).get(0);
  }

  InstanceResult rollBack(String service, String reason) throws InterruptedException {
    return as(DEPLOYER).rollback(address(service), null, reason, "demo").get(0);
  }

  @Override
  public void close() {
    clients.values().forEach(ControlClient::close);
    members.values().forEach(Member::close);
    workloads.close();
  }

  private ControlClient as(String path) {
    return clients.computeIfAbsent(
        path, p -> new ControlClient(workloads.identity(p), Set.of(workloads.serverId())));
  }

  private List<URI> address(String service) {
    return List.of(URI.create("https://127.0.0.1:" + member(service).control().port()));
  }

  private Member member(String service) {
    Member member = members.get(service);
    if (member == null) {
      throw new DemoFailure("there is no runtime for " + service);
    }
    return member;
  }
}
