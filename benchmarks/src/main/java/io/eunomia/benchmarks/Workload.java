package io.eunomia.benchmarks;

/** Policies of every size, for what is done once per policy. */
public enum Workload {
  /** The policy that engines are compared on. */
  BENCHMARK,
  /** A hundred rules. */
  RULES_100,
  /** A thousand rules. */
  RULES_1000,
  /** Ten thousand rules. */
  RULES_10000,
  /** One rule, and a megabyte of data. */
  DATA_1MB,
  /** One rule, and ten megabytes of data. */
  DATA_10MB;

  DecisionSet decisions() {
    return switch (this) {
      case BENCHMARK -> BenchmarkPolicy.decisions();
      case RULES_100 -> ManyOperations.decisions(100);
      case RULES_1000 -> ManyOperations.decisions(1000);
      case RULES_10000 -> ManyOperations.decisions(10_000);
      case DATA_1MB -> ManyUsers.decisions(1000);
      case DATA_10MB -> ManyUsers.decisions(10_000);
    };
  }
}
