package io.eunomia.testkit.conformance;

/** Runs one case of whatever kind. Thread-safe. */
final class Runner {
  private final PolicyCases policies;
  private final PlanCases plans;
  private final KnownDifferences known;

  Runner(PolicyCases policies, PlanCases plans, KnownDifferences known) {
    this.policies = policies;
    this.plans = plans;
    this.known = known;
  }

  Verdict run(Case which) {
    Verdict verdict = verdict(which);
    return verdict.outcome() == Verdict.Outcome.FAILED && known.has(which)
        ? new Verdict(Verdict.Outcome.KNOWN, verdict.reason())
        : verdict;
  }

  private Verdict verdict(Case which) {
    try {
      return switch (which.folder()) {
        case "plans" -> plans.run(which);
        case "fmt" -> Verdict.unsupported("there is no formatter yet");
        default -> policies.run(which);
      };
    } catch (Exception | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      return Verdict.failed("threw " + e + (trace.length > 0 ? " at " + trace[0] : ""));
    }
  }
}
