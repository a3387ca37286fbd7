package io.eunomia.cli.demo;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Replaces a policy while requests go on, and goes back. */
final class DemoReplacement {
  private static final String CHANGING = "support may not change a user";
  private static final int THREADS = 4;
  private static final long TRAFFIC_MILLIS = 700;

  private final DemoScreen screen;
  private final DemoFleet fleet;
  private final String service;

  /** Pushes the next version; says how long that took. */
  @FunctionalInterface
  interface Push {
    Duration run() throws IOException, InterruptedException;
  }

  DemoReplacement(DemoScreen screen, DemoFleet fleet, String service) {
    this.screen = screen;
    this.fleet = fleet;
    this.service = service;
  }

  void run(DemoPolicies policies, String version, Push push)
      throws IOException, InterruptedException {
    PolicyRuntime runtime = fleet.runtime(service);
    List<DemoRequest> requests = policies.requests(service);
    DemoRequest changing =
        requests.stream().filter(r -> r.name().equals(CHANGING)).findFirst().orElseThrow();
    screen.step(
        "Replace under load",
        "Version " + version + " lets support change users; " + THREADS + " threads keep asking.");
    try (DemoTraffic traffic = new DemoTraffic(runtime, requests, CHANGING, THREADS)) {
      Thread.sleep(TRAFFIC_MILLIS);
      decides(runtime, changing, false);
      policies.grant("support", "users:write");
      long answered = traffic.answered();
      Duration took = push.run();
      long meanwhile = traffic.answered() - answered;
      decides(runtime, changing, true);
      Thread.sleep(TRAFFIC_MILLIS);
      goodSoFar(traffic);
      screen.done(
          "replaced in "
              + Words.time(took)
              + ", "
              + Words.count(meanwhile, "decision")
              + " meanwhile, none failed");
      rollBack(runtime, changing, traffic);
    }
  }

  private void rollBack(PolicyRuntime runtime, DemoRequest changing, DemoTraffic traffic)
      throws InterruptedException {
    screen.step("Roll back", "The runtime has kept the version before, and goes back to it.");
    InstanceResult back = fleet.rollBack(service, "the demonstration goes back");
    if (!back.outcome().good()) {
      throw new DemoFailure("the rollback is " + back);
    }
    decides(runtime, changing, false);
    Thread.sleep(TRAFFIC_MILLIS);
    traffic.close();
    goodSoFar(traffic);
    traffic
        .byVersion()
        .forEach((version, count) -> screen.line(version + " decided " + count + " requests"));
    screen.done(
        "back in " + Words.time(back.took()) + "; " + traffic.answered() + " decisions, 0 failed");
  }

  private void decides(PolicyRuntime runtime, DemoRequest request, boolean allowed) {
    PolicyDecision decision = runtime.authorize(request.input());
    PolicyIdentity policy = decision.policy();
    screen.line(
        (policy == null ? "no policy" : policy.version())
            + ": "
            + request.input().operationId()
            + " by "
            + request.input().caller().id()
            + " is "
            + (decision.allowed()
                ? "allowed"
                : "denied: " + String.join("; ", decision.reasons())));
    if (decision.allowed() != allowed) {
      throw new DemoFailure("it should be " + (allowed ? "allowed" : "denied"));
    }
  }

  private static void goodSoFar(DemoTraffic traffic) {
    if (traffic.failed() > 0) {
      throw new DemoFailure(Words.count(traffic.failed(), "request") + " failed");
    }
  }
}
