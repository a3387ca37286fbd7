package io.eunomia.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/** The same, beside the least that any engine can take. */
public abstract class FloorBenchmark extends EngineBenchmark {
  /** The floor: the same policy as Java. */
  @Benchmark
  public boolean handWrittenJava() {
    return byHand();
  }
}
