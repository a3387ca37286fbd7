package io.eunomia.cli.demo;

import io.eunomia.archimedes.Activation;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.cli.text.Words;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleBuilder;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The demonstration. Every step can fail, and ends it then. */
public final class Demo {
  private static final String SERVICE = "users-service";
  private static final String CHANGING = "support may not change a user";
  private static final String FIRST = "1.0.0";
  private static final String SECOND = "1.1.0";
  private static final int THREADS = 4;
  private static final long TRAFFIC_MILLIS = 700;
  private static final int ROWS = 5;

  private final DemoScreen screen;
  private final Map<String, PolicyRuntime> runtimes = new TreeMap<>();
  private final Map<String, Packed> packed = new TreeMap<>();

  /** What a build gave, as it goes to a runtime. */
  private record Packed(Bundle bundle, byte[] bytes, BundleDigest digest) {}

  /** A demonstration that prints there. */
  public Demo(PrintWriter out) {
    screen = new DemoScreen(out);
  }

  /**
   * Runs it.
   *
   * @return whether all went well
   * @throws IOException if the examples cannot be written to a temporary directory
   */
  public boolean run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (DemoPolicies policies = new DemoPolicies()) {
      PolicySources sources = policies.load();
      boolean well =
          pack(sources) && test(sources) && activate() && ask(policies) && replace(policies);
      screen.line("");
      screen.line(
          (well ? "All of it went well, in " : "It failed, after ")
              + Words.time(Duration.ofNanos(System.nanoTime() - start))
              + ".");
      return well;
    } catch (ActivationException e) {
      screen.failed(e.code() + ": " + e.getMessage());
      return false;
    } finally {
      runtimes.values().forEach(PolicyRuntime::close);
    }
  }

  private boolean pack(PolicySources sources) throws IOException {
    screen.step(
        "Check, compile and pack",
        "Rego becomes WebAssembly in this JVM: no other program, and the same bytes every time.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SERVICE", "POLICY", "MODULE", "BUNDLE", "DIGEST"));
    for (ServiceDirectory service : sources.services()) {
      Packed bundle = build(sources, service, FIRST, 1);
      if (bundle == null) {
        return false;
      }
      packed.put(service.name(), bundle);
      rows.add(
          List.of(
              service.name(),
              Words.count(sources.only(service).policies().size(), "file"),
              Words.size(Objects.requireNonNull(bundle.bundle().wasm()).size()),
              Words.size(bundle.bytes().length),
              bundle.digest().toString().substring(0, 19) + "…"));
    }
    screen.table(rows);
    screen.done(Words.count(packed.size(), "bundle"));
    return true;
  }

  private boolean test(PolicySources sources) throws IOException {
    screen.step("Test", "The policies' own tests and fixtures, on the compiled WebAssembly.");
    TestReport report = PolicyTests.run(sources, TestOptions.defaults());
    report.results().stream()
        .filter(result -> result.outcome() != TestOutcome.PASSED)
        .forEach(result -> screen.line(result.name() + ": " + result.message()));
    if (!report.passed()) {
      screen.line(DiagnosticRenderer.render(report.diagnostics()));
      screen.failed("a test did not pass");
      return false;
    }
    screen.done(Words.count(report.count(TestOutcome.PASSED), "test") + " passed");
    return true;
  }

  private boolean activate() {
    screen.step(
        "Activate",
        "An embedded runtime for each service verifies its bundle, compiles it to JVM bytecode,"
            + " warms it up and tries it; until then it denies everything.");
    for (Map.Entry<String, Packed> each : packed.entrySet()) {
      String service = each.getKey();
      PolicyRuntime runtime =
          PolicyRuntime.builder(service)
              // A machine that is busy with other things must not make a request fail here.
              .limits(Limits.defaults().withTimeout(Duration.ofSeconds(5)))
              .open();
      runtimes.put(service, runtime);
      Activation activation = runtime.activate(each.getValue().bytes());
      screen.line(service + " decides after " + Words.time(activation.took()));
    }
    screen.done(Words.count(runtimes.size(), "runtime") + " ready");
    return true;
  }

  private boolean ask(DemoPolicies policies) throws IOException {
    screen.step("Ask", "Every request of the examples' tables, by the API that a service calls.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SERVICE", "REQUEST", "DECISION", "TIME", "REASONS"));
    int asked = 0;
    int wrong = 0;
    for (Map.Entry<String, PolicyRuntime> each : runtimes.entrySet()) {
      List<DemoRequest> requests = policies.requests(each.getKey());
      // The first round is the JVM's; what is shown is how it goes on.
      requests.forEach(request -> each.getValue().authorize(request.input()));
      int step = Math.max(1, requests.size() / ROWS);
      for (int i = 0; i < requests.size(); i++) {
        DemoRequest request = requests.get(i);
        PolicyDecision decision = each.getValue().authorize(request.input());
        List<String> reasons = List.copyOf(new TreeSet<>(decision.reasons()));
        boolean right =
            decision.allowed() == request.allowed() && reasons.equals(request.reasons());
        asked++;
        wrong += right ? 0 : 1;
        if (i % step == step - 1 || !right) {
          rows.add(row(each.getKey(), request, decision, right));
        }
      }
    }
    screen.table(rows);
    if (wrong > 0) {
      screen.failed(wrong + " of " + asked + " decisions are not what the tables say");
      return false;
    }
    screen.done(asked + " decisions, all of them as the tables say");
    return true;
  }

  private static List<String> row(
      String service, DemoRequest request, PolicyDecision decision, boolean right) {
    String reasons = String.join("; ", decision.reasons());
    return List.of(
        service,
        request.name(),
        (decision.allowed() ? "allowed" : "denied") + (right ? "" : " (WRONG)"),
        Words.time(Duration.ofNanos(decision.evaluationTimeNs())),
        reasons.length() > 70 ? reasons.substring(0, 70) + "…" : reasons);
  }

  private boolean replace(DemoPolicies policies) throws IOException, InterruptedException {
    PolicyRuntime runtime = Objects.requireNonNull(runtimes.get(SERVICE));
    List<DemoRequest> requests = policies.requests(SERVICE);
    DemoRequest changing =
        requests.stream().filter(r -> r.name().equals(CHANGING)).findFirst().orElseThrow();
    screen.step(
        "Replace under load",
        "Version " + SECOND + " lets support change users; " + THREADS + " threads keep asking.");
    try (DemoTraffic traffic = new DemoTraffic(runtime, requests, CHANGING, THREADS)) {
      Thread.sleep(TRAFFIC_MILLIS);
      boolean before = decides(runtime, changing, false);
      policies.grant("support", "users:write");
      PolicySources changed = policies.load();
      Packed next = build(changed, changed.service(SERVICE).orElseThrow(), SECOND, 2);
      if (next == null) {
        return false;
      }
      long answered = traffic.answered();
      Activation replaced = runtime.activate(next.bytes());
      long meanwhile = traffic.answered() - answered;
      boolean after = decides(runtime, changing, true);
      Thread.sleep(TRAFFIC_MILLIS);
      if (!before || !after || !goodSoFar(traffic)) {
        return false;
      }
      screen.done(
          "replaced in "
              + Words.time(replaced.took())
              + ", "
              + Words.count(meanwhile, "decision")
              + " meanwhile, none failed");
      return rollBack(runtime, changing, traffic);
    }
  }

  private boolean rollBack(PolicyRuntime runtime, DemoRequest changing, DemoTraffic traffic)
      throws InterruptedException {
    screen.step("Roll back", "The runtime has kept version " + FIRST + ", and goes back to it.");
    Activation back = runtime.rollback("the demonstration goes back");
    boolean again = decides(runtime, changing, false);
    Thread.sleep(TRAFFIC_MILLIS);
    traffic.close();
    if (!again || !goodSoFar(traffic)) {
      return false;
    }
    traffic
        .byVersion()
        .forEach((version, count) -> screen.line(version + " decided " + count + " requests"));
    screen.done(
        "back in " + Words.time(back.took()) + "; " + traffic.answered() + " decisions, 0 failed");
    return true;
  }

  private boolean decides(PolicyRuntime runtime, DemoRequest request, boolean allowed) {
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
      screen.failed("it should be " + (allowed ? "allowed" : "denied"));
    }
    return decision.allowed() == allowed;
  }

  private boolean goodSoFar(DemoTraffic traffic) {
    if (traffic.failed() > 0) {
      screen.failed(Words.count(traffic.failed(), "request") + " failed");
    }
    return traffic.failed() == 0;
  }

  private @Nullable Packed build(
      PolicySources sources, ServiceDirectory service, String version, long sequence)
      throws IOException {
    BuildResult built =
        BundleBuilder.build(
            sources, service, BuildOptions.defaults().withVersion(version).withSequence(sequence));
    Bundle bundle = built.bundle();
    if (bundle == null) {
      screen.line(DiagnosticRenderer.render(built.diagnostics()));
      screen.failed(service.name() + " does not compile");
      return null;
    }
    byte[] bytes = BundleWriter.toBytes(bundle);
    return new Packed(bundle, bytes, BundleDigest.of(bytes));
  }
}
