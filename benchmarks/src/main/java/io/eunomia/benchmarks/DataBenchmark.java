package io.eunomia.benchmarks;

import org.openjdk.jmh.annotations.Param;

/** One decision that looks up the user in data of growing size. */
public class DataBenchmark extends FloorBenchmark {
  /** How much data, as JSON text. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int kilobytes;

  @Override
  DecisionSet decisions() {
    return ManyUsers.decisions(kilobytes);
  }
}
