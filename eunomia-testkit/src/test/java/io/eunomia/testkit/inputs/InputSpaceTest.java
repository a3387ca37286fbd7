package io.eunomia.testkit.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.policy.PolicyInput;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InputSpaceTest {
  private static final String POLICY =
      """
      package demo.authz
      allow if {
        input.operation_id == "op"
        input.context.items[_].kind == "book"
        input.context.size <= 3
        "red" in input.context.colours
        input.headers["x-region"] == "eu"
        input.headers.authorization == "secret"
        input.path == "no slash"
        input.caller.roles[_] == "boss"
        input.caller.trust_domain == "example.org"
        input.caller.service_name == "shop"
        input.timestamp == "2020-02-02T00:00:00Z"
      }
      """;

  private static List<PolicyInput> inputs() throws Exception {
    Module module =
        RegoParser.parseModule(
            SourceText.of("p.rego", POLICY), ParserOptions.of(RegoVersion.V1), new Diagnostics());
    List<PolicyInput> inputs = new ArrayList<>();
    List<InputSpace> spaces =
        InputSpace.of(
            List.of(new InputSpace.Policy(List.of(module), new ObjectMapper().readTree("{}"))),
            "demo");
    assertThat(spaces).hasSize(4);
    for (InputSpace space : spaces) {
      space.search(
          input -> {
            inputs.add(input);
            return input.operationId().equals("op");
          });
    }
    return inputs;
  }

  @Test
  void whenInputsAreMade_thenTheyHaveWhatIsLookedAt() throws Exception {
    List<PolicyInput> inputs = inputs();
    String all =
        inputs.stream().map(input -> input.toJson().toString()).collect(Collectors.joining("\n"));
    assertThat(all)
        .contains("\"operation_id\":\"op\"", "\"operation_id\":\"otherOperation\"")
        .contains("\"items\":[{\"kind\":\"book\"}]", "\"items\":[{\"kind\":\"other\"}]")
        .contains("\"size\":3", "\"size\":4", "\"size\":41", "\"size\":2")
        .contains("\"colours\":[\"red\"]", "\"colours\":[]", "\"colours\":[\"other\"]")
        .contains("\"x-region\":\"eu\"")
        .contains("\"roles\":[\"boss\"]", "\"roles\":[]")
        .contains("spiffe://example.org/ns/default/sa/shop", "spiffe://other.example/")
        .contains("2020-02-02T00:00:00Z")
        .doesNotContain("secret", "no slash");
    assertThat(inputs).extracting(input -> input.caller().type()).contains("user", "anonymous");
    assertThat(inputs).allSatisfy(input -> assertThat(input.service()).isEqualTo("demo"));
    assertThat(inputs).hasSizeLessThan(16_000);
  }

  @Test
  void whenInputsAreMadeAgain_thenTheyAreTheSame() throws Exception {
    assertThat(inputs().stream().map(PolicyInput::toJson).toList())
        .isEqualTo(inputs().stream().map(PolicyInput::toJson).toList());
  }
}
