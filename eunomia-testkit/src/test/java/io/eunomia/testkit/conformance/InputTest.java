package io.eunomia.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class InputTest {
  @Test
  void whenTermIsJson_thenSaysSo() {
    assertThat(Input.of(term("{\"a\": [1, 2.50, null, \"é\\n\"],}")))
        .isEqualTo(new Input("{\"a\":[1,2.50,null,\"é\\n\"]}", true));
  }

  @Test
  void whenTermHasSets_thenIsNoJson() {
    assertThat(Input.of(term("{\"a\": {1, {2}}, \"b\": set()}")))
        .isEqualTo(new Input("{\"a\":{1,{2}},\"b\":set()}", false));
  }

  @Test
  void whenKeyIsNoString_thenIsNoJson() {
    assertThat(Input.of(term("{{1: 2}: 3}"))).isEqualTo(new Input("{{1:2}:3}", false));
  }

  @Test
  void whenThereIsNone_thenNull() {
    assertThat(Input.of(JsonNodeFactory.instance.objectNode())).isNull();
  }

  private static JsonNode term(String text) {
    return JsonNodeFactory.instance.objectNode().put("input_term", text);
  }
}
