package io.eunomia.rego.ir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The plan's JSON form, which is OPA's: what {@code opa build --target plan} puts into a bundle.
 *
 * <p>What is written reads back as an equal plan. Thread-safe; the cost is linear in the plan.
 */
public final class PlanJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private PlanJson() {}

  /**
   * Reads a plan.
   *
   * @throws PlanFormatException if the text is not JSON, or not a plan
   */
  public static Policy read(String json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new PlanFormatException("the plan is not JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a plan from a tree.
   *
   * @throws PlanFormatException if it is not a plan
   */
  public static Policy read(JsonNode plan) {
    return PlanReader.policy(new PlanNode(plan, ""));
  }

  /** Writes a plan, without white space. */
  public static String write(Policy policy) {
    return tree(policy).toString();
  }

  /** A plan as a tree. */
  public static JsonNode tree(Policy policy) {
    return PlanWriter.policy(policy);
  }

  static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new PlanFormatException("a builtin's type is not JSON: " + json, e);
    }
  }
}
