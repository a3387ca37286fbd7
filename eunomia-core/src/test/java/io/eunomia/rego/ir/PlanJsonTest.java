package io.eunomia.rego.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.Conformance;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanJsonTest {
  @Test
  void whenPlansOfTheConformanceDataAreReadAndWritten_thenNothingIsLost() throws Exception {
    int plans = 0;
    for (JsonNode line : Conformance.plans()) {
      JsonNode plan = line.get("plan");
      Policy policy = PlanJson.read(plan);
      assertThat(normal(PlanJson.tree(policy)))
          .as(line.get("file").asText())
          .isEqualTo(normal(plan));
      assertThat(PlanJson.read(PlanJson.write(policy))).isEqualTo(policy);
      plans++;
    }
    assertThat(plans).isPositive();
  }

  @Test
  void whenABuiltinHasNoTypes_thenAnyIsWritten() {
    Policy policy =
        new Policy(List.of(), List.of(new BuiltinDecl("plus", 2)), List.of(), List.of(), List.of());
    assertThat(PlanJson.read(PlanJson.write(policy))).isEqualTo(policy);
    assertThat(PlanJson.tree(policy).at("/static/builtin_funcs/0/decl/args")).hasSize(2);
  }

  @Test
  void whenAPlanIsWrong_thenTheMessageSaysWhere() {
    String start =
        "{\"static\":{\"files\":[{\"value\":\"f\"}]},\"funcs\":{},\"plans\":{\"plans\":[{\"name\":\"p\",\"blocks\":";
    assertThatThrownBy(
            () ->
                PlanJson.read(
                    start
                        + "[{\"stmts\":[{\"type\":\"Oops\",\"stmt\":{\"file\":0,\"row\":1,\"col\":1}}]}]}]}}"))
        .isInstanceOf(PlanFormatException.class)
        .hasMessage("/plans/plans/0/blocks/0/stmts/0/type: no statement is called \"Oops\"");
    assertThatThrownBy(() -> PlanJson.read(start + "7}]}}"))
        .hasMessage("/plans/plans/0/blocks: must be an array");
    assertThatThrownBy(() -> PlanJson.read("["))
        .isInstanceOf(PlanFormatException.class)
        .hasMessageStartingWith("the plan is not JSON");
    assertThatThrownBy(() -> PlanJson.read("[]")).hasMessage("/: must be an object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          "MakeNumberRefStmt"; "Index":1,"target":2; /Index: is out of range: 1
          "MakeNullStmt"; "target":-1; /target: is out of range: -1
          "AssignVarStmt"; "source":{"type":"string_index","value":9},"target":2; \
          /source/value: is out of range: 9
          "CallStmt"; "func":"f","args":[],"result":2; : f takes 2 arguments, but is given 0
          "ReturnLocalStmt"; "source":2; cannot stand in a plan
          "ResultSetAddStmt"; "value":{}; /value: must be a 32-bit integer
          """)
  void whenAStatementCannotMeanAnything_thenThePlanIsRefused(
      String type, String fields, String message) {
    assertThatThrownBy(() -> PlanJson.read(plan(type, fields + ",\"file\":0")))
        .isInstanceOf(PlanFormatException.class)
        .hasMessageStartingWith("/plans/plans/0/blocks/0/stmts/0")
        .hasMessageEndingWith(message);
    assertThatThrownBy(() -> PlanJson.read(plan("\"NopStmt\"", "\"file\":1")))
        .hasMessageEndingWith("/file: is out of range: 1");
  }

  @Test
  void whenTwoPlansHaveOneName_thenThePlanIsRefused() {
    assertThatThrownBy(
            () ->
                PlanJson.read(
                    """
                    {"static": {}, "funcs": {},
                     "plans": {"plans": [{"name": "p", "blocks": []}, {"name": "p", "blocks": []}]}}
                    """))
        .hasMessage("/plans/plans/1: there is a plan \"p\" already");
  }

  private static String plan(String type, String fields) {
    return """
        {"static": {"strings": [{"value": "a"}], "files": [{"value": "f"}]},
         "funcs": {"funcs": [{"name": "f", "params": [0, 1], "return": 2, "blocks": []}]},
         "plans": {"plans": [{"name": "p", "blocks": [{"stmts": [
           {"type": %s, "stmt": {%s, "row": 1, "col": 1}}]}]}]}}
        """
        .formatted(type, fields);
  }

  /** Go writes an empty list as null or leaves it out: both are the empty list here. */
  private static JsonNode normal(JsonNode node) throws Exception {
    JsonNode copy = new ObjectMapper().readTree(node.toString());
    normalize(copy);
    return copy;
  }

  private static void normalize(JsonNode node) {
    for (String field : List.of("path", "args", "blocks", "funcs", "stmts")) {
      if (node instanceof ObjectNode object && object.path(field).isNull()) {
        object.set(field, object.arrayNode());
      }
    }
    node.forEach(child -> normalize(child));
    if (node instanceof ObjectNode object
        && object.has("params")
        && object.path("path") instanceof ArrayNode path
        && path.isEmpty()) {
      object.remove("path");
    }
  }
}
