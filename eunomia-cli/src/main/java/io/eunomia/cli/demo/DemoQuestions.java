package io.eunomia.cli.demo;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Asks every request of the examples' tables. */
final class DemoQuestions {
  private static final int ROWS = 5;

  private final DemoScreen screen;
  private final DemoFleet fleet;
  private final List<List<String>> rows = new ArrayList<>();
  private int asked;
  private int wrong;

  DemoQuestions(DemoScreen screen, DemoFleet fleet) {
    this.screen = screen;
    this.fleet = fleet;
  }

  void ask(Collection<String> services, DemoPolicies policies) throws IOException {
    screen.step("Ask", "Every request of the examples' tables, by the API that a service calls.");
    rows.add(List.of("SERVICE", "REQUEST", "DECISION", "TIME", "REASONS"));
    for (String service : services) {
      ask(service, policies.requests(service));
    }
    screen.table(rows);
    if (wrong > 0) {
      throw new DemoFailure(wrong + " of " + asked + " decisions are not what the tables say");
    }
    screen.done(asked + " decisions, all of them as the tables say");
  }

  private void ask(String service, List<DemoRequest> requests) {
    PolicyRuntime runtime = fleet.runtime(service);
    // The first round is the JVM's; what is shown is how it goes on.
    requests.forEach(request -> runtime.authorize(request.input()));
    int step = Math.max(1, requests.size() / ROWS);
    for (int i = 0; i < requests.size(); i++) {
      DemoRequest request = requests.get(i);
      PolicyDecision decision = runtime.authorize(request.input());
      List<String> reasons = List.copyOf(new TreeSet<>(decision.reasons()));
      boolean right = decision.allowed() == request.allowed() && reasons.equals(request.reasons());
      asked++;
      wrong += right ? 0 : 1;
      if (i % step == step - 1 || !right) {
        rows.add(row(service, request, decision, right));
      }
    }
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
}
