package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesTest {
  @ParameterizedTest
  @ValueSource(strings = {"http.send", "net.lookup_ip_addr", "opa.runtime"})
  void whenABuiltinLeavesTheModule_thenOnlyAFileAllowsIt(String name) {
    assertThat(Capabilities.defaults().allows(name)).isFalse();
    assertThat(Capabilities.defaults().find(name)).isNull();
    assertThat(Capabilities.all().allows(name)).isTrue();
    assertThat(Capabilities.parse("{\"builtins\": [{\"name\": \"" + name + "\"}]}").allows(name))
        .isTrue();
  }

  @Test
  void whenAFileIsRead_thenOnlyWhatItNamesIsAllowed() {
    Capabilities read =
        Capabilities.parse(
            """
            {"builtins": [{"name": "count", "decl": {"type": "function"}}],
             "features": ["rego_v1"], "future_keywords": ["in"]}
            """);
    assertThat(read.builtins()).containsExactly(Builtins.find("count"));
    assertThat(read.hasFeature(Capabilities.REGO_V1)).isTrue();
    assertThat(read.hasFeature(Capabilities.RULE_HEAD_REFS)).isTrue();
    assertThat(read.hasFeature(Capabilities.TEMPLATE_STRINGS)).isFalse();
    assertThat(read.futureKeywords()).containsExactly("in");
  }

  @Test
  void whenAFileDeclaresItsOwnBuiltin_thenItIsTheHosts() {
    Builtin custom =
        Objects.requireNonNull(
            Capabilities.parse(
                    """
                {"builtins": [{"name": "acme.lookup", "nondeterministic": true, "decl": {
                  "type": "function",
                  "args": [{"type": "string", "name": "id"},
                           {"type": "array", "static": [{"type": "number"}], "dynamic": {"type": "any"}}],
                  "result": {"type": "object",
                             "static": [{"key": "a", "value": {"type": "null"}}],
                             "dynamic": {"key": {"type": "string"},
                                         "value": {"type": "any", "of": [{"type": "boolean"},
                                           {"type": "set", "of": {"type": "number"}}]}}}}}]}
                """)
                .find("acme.lookup"));
    assertThat(custom.isNative()).isFalse();
    assertThat(custom.nondeterministic()).isTrue();
    assertThat(custom.type())
        .hasToString(
            "(id: string, array<number>[any]) => object<a: null>[string: any<boolean, set[number]>]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        "{\"builtins\": [{}]}",
        "{\"builtins\": [{\"name\": \"x\"}]}",
        "{\"builtins\": [{\"name\": \"x\", \"decl\": {\"type\": \"function\", \"args\": [{\"type\": \"y\"}]}}]}"
      })
  void whenAFileIsNotOfTheForm_thenTheErrorSaysSo(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capabilities.parse(json))
        .withMessageStartingWith("capabilities: ");
  }
}
