package io.eunomia.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowsOfPlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void whenPlanAddsResults_thenValueIsTheirSet() throws IOException {
    // The plan of an entrypoint is one of a query whose only row is {"result": value}.
    RegoPolicyOptions options = RegoPolicyOptions.defaults().withEntrypoint("p/big");
    SourceText source = SourceText.of("p.rego", "package p\n\nbig := input.x * 4000000000");
    Policy plan =
        Objects.requireNonNull(RegoPolicyCompiler.compile(List.of(source), options).plan());
    JsonNode given = JSON.readTree(PlanJson.write(plan));
    JsonNode before = given.deepCopy();

    JsonNode changed = RowsOfPlan.asValue(given);

    assertThat(given).isEqualTo(before);
    ObjectNode test = JSON.createObjectNode();
    Program program =
        Objects.requireNonNull(PlanCases.program(changed, test, OptimizationLevel.O1));
    try (Engine engine = new OurEngine(Execution.INTERPRETED)) {
      assertThat(
              engine
                  .ask(program, List.of(new Input("{\"x\":2}", true), new Input("{}", true)))
                  .join())
          .containsExactly(new Answer.Result("[{\"result\":8000000000}]"), new Answer.Result("[]"));
    }
  }
}
