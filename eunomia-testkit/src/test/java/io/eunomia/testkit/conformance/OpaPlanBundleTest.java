package io.eunomia.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.testkit.conformance.Verdict.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A part of what the conformance run does for all plans of OPA's; skipped without its data. */
class OpaPlanBundleTest {
  private static final Path DATA =
      Path.of(System.getProperty("eunomia.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared")
          .resolve("conformance");

  @ParameterizedTest
  @ValueSource(strings = {"comprehensions", "partialsetdoc", "withkeyword"})
  void whenABundleHoldsAPlanOfOpas_thenItIsCompiled_andAnswersTheSame(String group)
      throws IOException, InterruptedException {
    Path plans = DATA.resolve("plans").resolve(group + ".jsonl");
    assumeTrue(Files.isRegularFile(plans), "no conformance data at " + plans);
    ObjectMapper json = new ObjectMapper();
    Map<String, JsonNode> sources = new HashMap<>();
    for (JsonNode source : json.readTree(DATA.resolve("v1/" + group + ".json").toFile())) {
      sources.put(PlanCases.key(group, source), source);
    }
    PlanCases cases = new PlanCases(json, sources, OptimizationLevel.O1);
    List<String> failed = new ArrayList<>();
    int passed = 0;
    try (Engine ours = new OurEngine(Execution.INTERPRETED);
        Engine opas = new StyraEngine()) {
      Runner runner = new Runner(List.of(ours, opas), KnownDifferences.load());
      for (String line : Files.readAllLines(plans)) {
        Case which = new Case("plans", group, 0, json.readTree(line));
        Verdict verdict = runner.run(cases, List.of(which)).get(0).verdict();
        if (verdict.outcome() == Outcome.FAILED) {
          failed.add(which.name() + ": " + verdict.reason());
        }
        passed += verdict.outcome() == Outcome.PASSED ? 1 : 0;
      }
    }
    assertThat(failed).isEmpty();
    assertThat(passed).isPositive();
  }
}
