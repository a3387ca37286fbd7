package io.eunomia.cli.demo;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.audit.AuditVerification;
import io.eunomia.archimedes.audit.AuditVerifier;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.cli.demo.DemoBundles.Packed;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.policy.source.ServiceDirectory;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The demonstration. Every step can fail, and ends it then. */
public final class Demo {
  private static final String SERVICE = "users-service";
  private static final String FIRST = "1.0.0";
  private static final String SECOND = "1.1.0";

  private final DemoScreen screen;
  private final DemoBundles bundles = new DemoBundles();
  private final Map<String, Packed> packed = new TreeMap<>();

  /** A demonstration that prints there. */
  public Demo(PrintWriter out) {
    screen = new DemoScreen(out);
  }

  /**
   * Runs it.
   *
   * @return whether all went well
   * @throws IOException if a temporary directory cannot be written
   */
  public boolean run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    boolean well = false;
    try (DemoPolicies policies = new DemoPolicies();
        DemoFleet fleet = new DemoFleet(policies.work(), bundles.trusted())) {
      PolicySources sources = policies.load();
      pack(sources);
      test(sources);
      deploy(fleet);
      new DemoQuestions(screen, fleet).ask(packed.keySet(), policies);
      Packed next = replace(policies, fleet);
      refuse(fleet, next);
      restart(fleet);
      well = true;
    } catch (DemoFailure e) {
      screen.failed(String.valueOf(e.getMessage()));
    } catch (ActivationException e) {
      screen.failed(e.code() + ": " + e.getMessage());
    }
    screen.line("");
    screen.line(
        (well ? "All of it went well, in " : "It failed, after ")
            + Words.time(Duration.ofNanos(System.nanoTime() - start))
            + ".");
    return well;
  }

  private void pack(PolicySources sources) throws IOException {
    screen.step(
        "Check, compile, pack and sign",
        "Rego becomes WebAssembly in this JVM: no other program, and the same bytes every time.");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SERVICE", "POLICY", "MODULE", "BUNDLE", "DIGEST"));
    for (ServiceDirectory service : sources.services()) {
      Packed bundle = bundles.build(sources, service, FIRST, 1);
      packed.put(service.name(), bundle);
      rows.add(
          List.of(
              service.name(),
              Words.count(sources.only(service).policies().size(), "file"),
              Words.size(Objects.requireNonNull(bundle.bundle().wasm()).size()),
              Words.size(bundle.size()),
              bundle.digest().toString().substring(0, 19) + "…"));
    }
    screen.table(rows);
    screen.done(Words.count(packed.size(), "signed bundle"));
  }

  private void test(PolicySources sources) throws IOException {
    screen.step("Test", "The policies' own tests and fixtures, on the compiled WebAssembly.");
    TestReport report = PolicyTests.run(sources, TestOptions.defaults());
    report.results().stream()
        .filter(result -> result.outcome() != TestOutcome.PASSED)
        .forEach(result -> screen.line(result.name() + ": " + result.message()));
    if (!report.passed()) {
      throw new DemoFailure(
          "a test did not pass\n" + DiagnosticRenderer.render(report.diagnostics()));
    }
    screen.done(Words.count(report.count(TestOutcome.PASSED), "test") + " passed");
  }

  private void deploy(DemoFleet fleet) throws IOException, InterruptedException {
    screen.step(
        "Push",
        "A runtime for each service denies everything. "
            + fleet.deployerId()
            + " pushes its bundle over mTLS; the runtime verifies the signature, compiles the"
            + " module to JVM bytecode, warms it up, tries it, and remembers it.");
    for (Map.Entry<String, Packed> each : packed.entrySet()) {
      fleet.start(each.getKey());
      InstanceResult pushed = fleet.push(each.getKey(), each.getValue().bytes());
      expect(pushed, Outcome.DONE);
      screen.line(each.getKey() + " decides after " + Words.time(pushed.took()));
    }
    screen.done(Words.count(packed.size(), "runtime") + " ready");
  }

  private Packed replace(DemoPolicies policies, DemoFleet fleet)
      throws IOException, InterruptedException {
    Packed[] pushed = new Packed[1];
    new DemoReplacement(screen, fleet, SERVICE)
        .run(
            policies,
            SECOND,
            () -> {
              PolicySources changed = policies.load();
              pushed[0] = bundles.build(changed, changed.service(SERVICE).orElseThrow(), SECOND, 2);
              InstanceResult result = fleet.push(SERVICE, pushed[0].bytes());
              expect(result, Outcome.DONE);
              return result.took();
            });
    return pushed[0];
  }

  private void refuse(DemoFleet fleet, Packed next) throws IOException, InterruptedException {
    screen.step("Refuse", "What should not get in does not, and what decides stays what it is.");
    expect(fleet.push(SERVICE, next.bytes()), Outcome.DONE);
    String live = live(fleet);
    refused(
        fleet.strangerId() + " pushes",
        fleet.pushAsStranger(SERVICE, next.bytes()),
        "AUTHORIZATION_DENIED");
    Packed tampered = DemoBundles.tampered(next, "/data.json", "users:read", "users:*");
    refused(
        "a bundle whose data was changed after it was signed",
        fleet.push(SERVICE, tampered.bytes()),
        "SIGNATURE_INVALID");
    Packed old = Objects.requireNonNull(packed.get(SERVICE));
    refused(
        "the bundle of version " + FIRST + ", again",
        fleet.push(SERVICE, old.bytes()),
        "STALE_SEQUENCE");
    if (!live.equals(live(fleet))) {
      throw new DemoFailure("what decides is not what it was");
    }
    screen.done("3 refused; " + SECOND + " decides");
  }

  private void refused(String what, InstanceResult result, String code) {
    screen.line(what + ": " + result.code());
    if (result.outcome() != Outcome.REFUSED || !code.equals(result.code())) {
      throw new DemoFailure("it should be refused with " + code + ", and is " + result);
    }
  }

  private void restart(DemoFleet fleet) throws IOException {
    screen.step(
        "Restart",
        "The runtime ends and starts again: its store has the last bundle, still signed.");
    String live = live(fleet);
    fleet.restart(SERVICE);
    if (!live.equals(live(fleet))) {
      throw new DemoFailure("another policy decides after the restart");
    }
    Path file = fleet.auditFile(SERVICE);
    AuditVerification audit = AuditVerifier.verify(List.of(file));
    if (!audit.ok()) {
      throw new DemoFailure("the audit's chain is broken: " + audit);
    }
    screen.done(
        "the same policy decides; "
            + Words.count(audit.lines(), "line")
            + " of audit, chained without a break");
  }

  private static String live(DemoFleet fleet) {
    PolicyRuntime runtime = fleet.runtime(SERVICE);
    return Objects.requireNonNull(runtime.status().active()).identity().digest();
  }

  private static void expect(InstanceResult result, Outcome outcome) {
    if (result.outcome() != outcome) {
      throw new DemoFailure("a push should be " + outcome + ", and is " + result);
    }
  }
}
