package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/**
 * What all engines are asked: a policy, its data, and requests, each with the answer that Java
 * written by hand gives.
 *
 * @param rego the policy
 * @param entrypoint the rule that is asked for, as {@code package/rule}
 * @param data JSON
 * @param requests used in turn
 * @param handWritten the same policy as a Java programmer would write it
 */
record DecisionSet(
    String rego,
    String entrypoint,
    String data,
    List<PolicyInput> requests,
    Predicate<PolicyInput> handWritten) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  DecisionSet {
    requests = List.copyOf(requests);
  }

  /** The policy as WebAssembly. */
  byte[] wasm() {
    return Compilation.wasm(rego, entrypoint);
  }

  /**
   * The same decisions with the entities in each request, as the paper's comparison has them, and
   * nothing in the data.
   */
  DecisionSet withEntitiesInRequests() {
    String inData = "import data.entities";
    if (!rego.contains(inData)) {
      throw new IllegalStateException("the policy has no entities");
    }
    try {
      JsonNode entities = JSON.readTree(data).path("entities");
      return new DecisionSet(
          rego.replace(inData, "import input.context.entities"),
          entrypoint,
          "{}",
          requests.stream().map(request -> with(request, entities)).toList(),
          handWritten);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PolicyInput with(PolicyInput request, JsonNode entities) {
    ObjectNode json = request.toJson();
    json.withObject("/context").set("entities", entities);
    return PolicyInput.fromJson(json);
  }

  byte[] dataBytes() {
    return data.getBytes(StandardCharsets.UTF_8);
  }

  /** A request as JSON text. */
  static String text(PolicyInput request) {
    return json(request.toJson());
  }

  /** Any value as JSON text, the same in every run. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
