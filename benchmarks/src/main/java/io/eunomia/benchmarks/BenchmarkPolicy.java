package io.eunomia.benchmarks;

/** The policy that engines are compared on: five operations, roles from data, one deny rule. */
final class BenchmarkPolicy {
  private static final String ENTRYPOINT = "users_service/authz/allow";

  private BenchmarkPolicy() {}

  static DecisionSet decisions() {
    return new DecisionSet(
        Resources.text("policy.rego"),
        ENTRYPOINT,
        Resources.text("data.json"),
        Requests.all(),
        HandWritten::allow);
  }
}
