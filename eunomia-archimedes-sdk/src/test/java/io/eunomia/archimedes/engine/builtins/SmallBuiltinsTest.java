package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import org.junit.jupiter.api.Test;

class SmallBuiltinsTest {
  private final Calls calls = new Calls();

  @Test
  void whenDrawnAgain_thenItIsTheSameUntilTheNextEvaluation() throws BuiltinException {
    String uuid = calls.call("uuid.rfc4122", "\"k\"");
    assertThat(uuid)
        .matches("\"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\"");
    assertThat(calls.call("uuid.rfc4122", "\"k\"")).isEqualTo(uuid);
    assertThat(calls.call("uuid.rfc4122", "\"other\"")).isNotEqualTo(uuid);
    String number = calls.call("rand.intn", "\"k\"", "1000000000000");
    assertThat(calls.call("rand.intn", "\"k\"", "1000000000000")).isEqualTo(number);
    calls.context().begin();
    assertThat(calls.call("uuid.rfc4122", "\"k\"")).isNotEqualTo(uuid);
    assertThat(calls.call("rand.intn", "\"k\"", "0")).isEqualTo("0");
    assertThat(calls.error("rand.intn", "\"k\"", "1.5"))
        .isEqualTo("operand 2 must be integer number");
  }

  @Test
  void whenAUuidIsParsed_thenItsPartsAreSaid() throws BuiltinException {
    String parsed = calls.call("uuid.parse", "\"c232ab00-9414-11ec-b3c8-9f6bdeced846\"");
    assertThat(parsed)
        .contains("\"version\":1")
        .contains("\"variant\":\"RFC4122\"")
        .contains("\"time\":1645557742000000000")
        .contains("\"clocksequence\":13256")
        .contains("\"nodeid\":\"9f-6b-de-ce-d8-46\"")
        .contains("\"macvariables\":\"local:multicast\"");
    for (String same :
        new String[] {
          "urn:uuid:c232ab00-9414-11ec-b3c8-9f6bdeced846",
          "{C232AB00-9414-11EC-B3C8-9F6BDECED846}",
          "c232ab00941411ecb3c89f6bdeced846"
        }) {
      assertThat(calls.call("uuid.parse", '"' + same + '"')).isEqualTo(parsed);
    }
    assertThat(calls.error("uuid.parse", "\"c232ab00\"")).isEqualTo("invalid UUID");
    assertThat(calls.error("uuid.parse", "\"{c232ab00-9414-11ec-b3c8-9f6bdeced846\""))
        .isEqualTo("invalid UUID");
  }

  @Test
  void whenYamlIsWritten_thenItIsSortedAndReadsBack() throws BuiltinException {
    String term =
        "{\"b\":[1,2.5,null],\"a\":{\"x\":\"true\",\"y\":\"10\",\"z\":\"l1\\nl2\\n\"},\"c\":{}}";
    assertThat(calls.value("yaml.marshal", term))
        .isEqualTo(
            Value.of(
                """
                a:
                  x: "true"
                  "y": "10"
                  z: |
                    l1
                    l2
                b:
                - 1
                - 2.5
                - null
                c: {}
                """));
    String yaml = calls.call("yaml.marshal", term);
    assertThat(calls.value("yaml.unmarshal", yaml)).isEqualTo(TermText.read(term));
    assertThat(calls.value("yaml.marshal", "{3, 1, {\"k\": {2: 1}}}"))
        .isEqualTo(Value.of("- 1\n- 3\n- k:\n    \"2\": 1\n"));
  }

  @Test
  void whenYamlIsInvalid_thenSaysWhere() throws BuiltinException {
    assertThat(calls.error("yaml.unmarshal", "\"[1,2,3\""))
        .isEqualTo("yaml: line 1: did not find expected ',' or ']'");
    assertThat(calls.call("yaml.is_valid", "\"a: [1\"")).isEqualTo("false");
    assertThat(calls.call("yaml.is_valid", "\"a: [1]\"")).isEqualTo("true");
    assertThat(calls.call("yaml.is_valid", "1")).isEqualTo("false");
    assertThat(calls.call("yaml.is_valid", "\"a: .nan\"")).isEqualTo("false");
    assertThat(calls.error("yaml.unmarshal", "\"a: .nan\""))
        .isEqualTo("json: unsupported value: NaN");
  }

  @Test
  void whenYamlIsRead_thenItsScalarsAreThoseOfOpa() throws BuiltinException {
    assertThat(calls.value("yaml.unmarshal", "\"{a: yes, 1: 010, b: 1.50, a: 0x1F}\\n---\\n[\""))
        .isEqualTo(TermText.read("{\"a\": 31, \"1\": 8, \"b\": 1.5}"));
    assertThat(calls.value("yaml.unmarshal", "\"\"")).isEqualTo(TermText.read("null"));
    assertThat(calls.value("yaml.unmarshal", "\"12345678901234567890123\""))
        .isEqualTo(TermText.read("1.2345678901234568e22"));
  }

  @Test
  void whenYamlIsWritten_thenItGoesThroughJson() throws BuiltinException {
    assertThat(calls.value("yaml.marshal", "{\"k10\": 1.50, \"k9\": 12345678901234567890123}"))
        .isEqualTo(Value.of("k9: 1.2345678901234568e+22\nk10: 1.5\n"));
    assertThat(calls.value("yaml.marshal", "{[1, \"a\"]: 1}"))
        .isEqualTo(Value.of("'[1,\"a\"]': 1\n"));
    assertThat(calls.value("yaml.marshal", "\"a<b&c\"")).isEqualTo(Value.of("a<b&c\n"));
    assertThat(calls.error("yaml.marshal", "\"\\u007f\""))
        .isEqualTo("yaml: control characters are not allowed");
  }

  @Test
  void whenTheRuntimeIsAsked_thenItTellsNothing() throws BuiltinException {
    assertThat(calls.call("opa.runtime")).isEqualTo("{}");
    assertThat(calls.call("trace", "\"note\"")).isEqualTo("true");
  }
}
