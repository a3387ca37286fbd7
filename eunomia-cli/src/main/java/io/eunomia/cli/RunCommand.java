package io.eunomia.cli;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.RuntimeStatus;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.FileAuditSink;
import io.eunomia.archimedes.control.ControlPlaneHandler;
import io.eunomia.archimedes.control.ControlServer;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.archimedes.metrics.micrometer.MicrometerMetrics;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.cli.server.DecisionServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
  @Mixin private RuntimeOptions options = new RuntimeOptions();

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
      names = "--audit-log",
      paramLabel = "FILE",
      description = "Where to write down decisions and activations; nowhere by default.")
  private @Nullable Path auditLog;

  @Override
  public Integer call() throws Exception {
    if (controlListen == null && !allow.isEmpty()) {
      throw CommandException.usage("--allow is for --control-listen, which is missing");
    }
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    RuntimeMetrics metrics = new MicrometerMetrics(meters);
    try (UntilStopped stopped = new UntilStopped();
        AuditLog audit = openAudit(metrics);
        PolicyRuntime runtime = options.open(audit, metrics);
        // Without a control plane these are null, and need not be closed.
        @Nullable WorkloadIdentity workload = controlListen == null ? null : identity.open();
        @Nullable ControlServer control = openControl(runtime, workload);
        DecisionServer decisions =
            DecisionServer.start(
                runtime,
                HostAndPort.parse("--listen", listen),
                Limits.defaults().maxInputBytes(),
                meters::scrape)) {
      tell(runtime, decisions, control);
      stopped.await();
    }
    return ExitCode.DONE;
  }

  private AuditLog openAudit(RuntimeMetrics metrics) throws IOException {
    return auditLog == null
        ? AuditLog.none()
        : AuditLog.builder(FileAuditSink.builder(auditLog).open())
            .onLost(() -> metrics.auditLost(options.service()))
            .build();
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
        status.service()
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
}
