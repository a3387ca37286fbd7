package io.eunomia.cli;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.PolicyRuntimeBuilder;
import io.eunomia.archimedes.RuntimeStatus;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.BundleVerification;
import io.eunomia.archimedes.activation.BundleVerification.Requirement;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.FileAuditSink;
import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.metrics.micrometer.MicrometerMetrics;
import io.eunomia.archimedes.pull.OciRegistry;
import io.eunomia.archimedes.pull.PlainHttp;
import io.eunomia.archimedes.pull.PullSchedule;
import io.eunomia.archimedes.pull.RegistryReference;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.cli.server.DecisionServer;
import io.eunomia.policy.EntrypointConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eunomia run}. */
@Command(
    name = "run",
    description = {
      "A runtime by itself: decides over HTTP for what is on the same machine.",
      "It has OPA's data API (POST /v1/data/ENTRYPOINT), POST /v1/authorize, /health and /metrics."
          + " With --control-listen it takes bundles, rollbacks and questions over mTLS.",
    })
final class RunCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1:8181";

  @Spec private CommandSpec spec;
  @Mixin private IdentityOptions identity = new IdentityOptions();
  @Mixin private VerificationOptions verification = new VerificationOptions();

  @Option(
      names = "--service",
      paramLabel = "S",
      required = true,
      description = "The service whose policy decides.")
  private String service;

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "BUNDLE",
      description = "A bundle to begin with.")
  private @Nullable Path bundle;

  @Option(
      names = "--registry",
      paramLabel = "REF",
      description = "Where to fetch bundles: registry.example.com/policies/users-service:latest")
  private @Nullable String registry;

  @Option(
      names = "--pull-interval",
      paramLabel = "D",
      defaultValue = "PT1M",
      description = "How often to ask the registry, as in ISO 8601; ${DEFAULT-VALUE} by default.")
  private Duration pullInterval;

  @Option(names = "--plain-http", description = "Speak to a registry on this machine without TLS.")
  private boolean plainHttp;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = LOOPBACK,
      description = "Where to decide, over plain HTTP; ${DEFAULT-VALUE} by default.")
  private String listen;

  @Option(
      names = "--control-listen",
      paramLabel = "HOST:PORT",
      description = "Where to be controlled, over mTLS; nowhere by default.")
  private @Nullable String controlListen;

  @Option(
      names = "--allow",
      paramLabel = "SPIFFE-ID",
      description = "Who may control it; repeatable. Nobody by default.")
  private List<String> allow = new ArrayList<>();

  @Option(
      names = "--store",
      paramLabel = "FILE",
      description = "Where to remember bundles over a restart; nowhere by default.")
  private @Nullable Path store;

  @Option(
      names = "--audit-log",
      paramLabel = "FILE",
      description = "Where to write down decisions and activations; nowhere by default.")
  private @Nullable Path auditLog;

  @Option(
      names = "--stale-after",
      paramLabel = "D",
      description = "Call the policy stale after this time without a word from anybody.")
  private @Nullable Duration staleAfter;

  @Option(
      names = "--fail-closed-after",
      paramLabel = "D",
      description = "Deny everything after this time without a word from anybody.")
  private @Nullable Duration failClosedAfter;

  @Override
  public Integer call() throws Exception {
    if (!EntrypointConvention.isServiceName(service)) {
      throw CommandException.usage("--service: '" + service + "' cannot name a service");
    }
    if (controlListen == null && !allow.isEmpty()) {
      throw CommandException.usage("--allow is for --control-listen, which is missing");
    }
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (AuditLog audit = openAudit();
        PolicyRuntime runtime = open(audit, openRegistry(), meters);
        Closing<WorkloadIdentity> workload =
            new Closing<>(controlListen == null ? null : identity.open());
        Closing<ControlServer> control = new Closing<>(openControl(runtime, workload.get()));
        DecisionServer decisions =
            DecisionServer.start(
                runtime,
                HostAndPort.parse("--listen", listen),
                Limits.defaults().maxInputBytes(),
                meters::scrape)) {
      tell(runtime, decisions, control.get());
      untilStopped();
    }
    return ExitCode.DONE;
  }

  private AuditLog openAudit() throws IOException {
    return auditLog == null
        ? AuditLog.none()
        : AuditLog.builder(FileAuditSink.builder(auditLog).open()).build();
  }

  private @Nullable OciRegistry openRegistry() {
    if (registry == null) {
      return null;
    }
    OciRegistry.Builder builder = OciRegistry.builder();
    return (plainHttp ? builder.plainHttp(PlainHttp.LOOPBACK) : builder).build();
  }

  private PolicyRuntime open(
      AuditLog audit, @Nullable OciRegistry from, PrometheusMeterRegistry meters)
      throws IOException {
    PolicyRuntimeBuilder builder =
        PolicyRuntime.builder(service)
            .audit(audit)
            .metrics(new MicrometerMetrics(meters))
            .verification(verification());
    if (store != null) {
      builder.store(store);
    }
    if (staleAfter != null) {
      builder.staleAfter(staleAfter);
    }
    if (failClosedAfter != null) {
      builder.failClosedAfter(failClosedAfter);
    }
    if (from != null && registry != null) {
      builder.registry(from, reference(registry), PullSchedule.every(pullInterval));
    }
    byte[] first = bundle == null ? null : BundleFiles.read(bundle).bytes();
    PolicyRuntime runtime = builder.open();
    boolean usable = false;
    try {
      if (first != null) {
        runtime.activate(first);
      }
      usable = true;
      return runtime;
    } catch (ActivationException e) {
      throw CommandException.failed(bundle + ": " + e.code() + ": " + e.getMessage());
    } finally {
      if (!usable) {
        runtime.close();
      }
    }
  }

  private BundleVerification verification() throws IOException {
    VerificationKeys keys = verification.keys();
    Requirement requirement = verification.requirement();
    if (requirement == null) {
      return BundleVerification.by(keys);
    }
    if (requirement != Requirement.OFF && keys.isEmpty()) {
      throw CommandException.usage("--signatures " + requirement + " needs a --verification-key");
    }
    return new BundleVerification(requirement, keys);
  }

  private @Nullable ControlServer openControl(
      PolicyRuntime runtime, @Nullable WorkloadIdentity workload) throws IOException {
    if (controlListen == null || workload == null) {
      return null;
    }
    ControlPlaneHandler handler =
        new ControlPlaneHandler(
            runtime, workload, SpiffeAllowlist.of(SpiffeIds.parse("--allow", allow)));
    return ControlServer.builder(handler, workload)
        .listen(HostAndPort.parse("--control-listen", controlListen))
        .start();
  }

  private void tell(
      PolicyRuntime runtime, DecisionServer decisions, @Nullable ControlServer control) {
    RuntimeStatus status = runtime.status();
    RuntimeStatus.Policy active = status.active();
    var out = spec.commandLine().getOut();
    out.println(
        service
            + " is "
            + status.health().state().json()
            + (active == null
                ? ""
                : ": " + active.identity().version() + " " + active.identity().digest()));
    out.println("decides at http://" + HostAndPort.print(decisions.address()));
    if (control != null) {
      out.println("is controlled at https://" + HostAndPort.print(control.address()));
    }
    out.flush();
  }

  /** Until the process is asked to end, or the thread is interrupted. */
  private static void untilStopped() {
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static RegistryReference reference(String text) {
    try {
      return RegistryReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage("--registry: " + e.getMessage());
    }
  }
}
