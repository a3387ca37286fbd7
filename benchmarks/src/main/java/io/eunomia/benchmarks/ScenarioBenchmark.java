package io.eunomia.benchmarks;

import org.openjdk.jmh.annotations.Param;

/** One decision of the scenarios of the Cedar paper, in worlds of growing size. */
public class ScenarioBenchmark extends FloorBenchmark {
  /** Which application. */
  @Param({"GDRIVE", "GITHUB", "TINYTODO"})
  public Scenario scenario = Scenario.GDRIVE;

  /** How many entities of each kind there are. */
  @Param({"5", "10", "20", "50"})
  public int n = 5;

  @Override
  DecisionSet decisions() {
    return scenario.decisions(n);
  }
}
