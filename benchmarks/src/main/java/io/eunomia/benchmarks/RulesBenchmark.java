package io.eunomia.benchmarks;

import org.openjdk.jmh.annotations.Param;

/** One decision by policies of ever more rules, of which each tests {@code input.operation_id}. */
public class RulesBenchmark extends FloorBenchmark {
  /** How many operations, and so rules, there are. */
  @Param({"10", "100", "1000", "10000"})
  public int operations;

  @Override
  DecisionSet decisions() {
    return ManyOperations.decisions(operations);
  }
}
