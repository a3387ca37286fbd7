package io.eunomia.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One decision of the scenarios of the Cedar paper, with all of the world in each request, as that
 * paper's comparison has it: what the decision costs is less than what the reading does.
 */
public class EntitiesInRequestBenchmark extends EngineBenchmark {
  /** Which application. */
  @Param({"GDRIVE", "GITHUB", "TINYTODO"})
  public Scenario scenario = Scenario.GDRIVE;

  /** How many entities of each kind there are. */
  @Param({"5", "50"})
  public int n = 5;

  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  DecisionSet decisions() {
    return scenario.decisions(n).withEntitiesInRequests();
  }

  /** What Jackson alone needs to read the request's bytes into a tree. */
  @Benchmark
  public JsonNode jacksonParse() throws IOException {
    return mapper.readTree(requests().bytes());
  }
}
