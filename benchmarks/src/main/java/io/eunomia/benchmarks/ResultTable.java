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
    List<String> tables =
        List.of(
            SampleTable.of("One decision, by engine", results, "opaJavaWasm", "Decision", "Sapl"),
            SampleTable.of(
                "The policy that opa-java-wasm brings along",
                results,
                "opaModuleInOpaJavaWasm",
                "DemoPolicy"),
            SampleTable.of("Scenarios of the Cedar paper", results, "opaJavaWasm", "Scenario"),
            SampleTable.of(
                "The same with the entities in each request",
                results,
                "opaJavaWasm",
                "EntitiesInRequest"),
            SampleTable.of("Rules", results, "opaJavaWasm", "Rules"),
            SampleTable.of("Data", results, "opaJavaWasm", "Data"),
            ThroughputTable.of("Throughput", results),
            SampleTable.of("Decisions under swaps", results, "", "Swap"),
            CostTable.of("Once per policy", results, "Load"),
            CostTable.of("Compiling large policies", results, "Compile"),
            HostCallTable.of("Builtins of the host", results));
    tables.forEach(System.out::print);
  }
}
