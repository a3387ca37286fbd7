package io.eunomia.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Prints what JMH wrote as tables for the README. */
public final class ResultTable {
  private ResultTable() {}

  /** {@code RESULT.json…}. */
  public static void main(String[] args) throws IOException {
    List<Result> results = Result.read(Stream.of(args).map(File::new).toList());
    SampleTable.print("One decision, by engine", results, "opaJavaWasm", "Decision", "Sapl");
    SampleTable.print(
        "The policy that opa-java-wasm brings along", results, "opaModuleInOpaJavaWasm", "Demo");
    SampleTable.print("Scenarios of the Cedar paper", results, "opaJavaWasm", "Scenario");
    SampleTable.print("Rules", results, "opaJavaWasm", "Rules");
    SampleTable.print("Data", results, "opaJavaWasm", "Data");
    ThroughputTable.print("Throughput", results);
    SampleTable.print("Decisions under swaps", results, "", "Swap");
    CostTable.print("Once per policy", results, "Load");
    CostTable.print("Compiling large policies", results, "Compile");
    HostCallTable.print("Builtins of the host", results);
  }
}
