package io.eunomia.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of requests beside the example policies, as far as they can be judged without one. */
class ExampleRequestsTest {
  private static final Path POLICIES =
      Path.of(System.getProperty("eunomia.root", ".."), "examples", "policies");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(strings = {"users-service", "documents-service", "payments-service"})
  void whenARequestIsRead_thenItIsAPolicyInputAndNothingIsLost(String service) throws IOException {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(POLICIES.resolve(service).resolve("requests.jsonl"))) {
      JsonNode request = JSON.readTree(line);
      JsonNode input = request.get("input");
      String name = request.get("name").textValue();

      assertThat(PolicyInput.fromJson(input).toJson().toString())
          .as(name)
          .isEqualTo(input.toString());
      assertThat(request.get("service").textValue()).as(name).isEqualTo(service);
      assertThat(request.get("allowed").booleanValue())
          .as("%s: a denial has reasons, and nothing else has", name)
          .isEqualTo(request.get("reasons").isEmpty());
      assertThat(names.add(name)).as(name).isTrue();
    }
    assertThat(names).hasSizeGreaterThan(30);
  }
}
