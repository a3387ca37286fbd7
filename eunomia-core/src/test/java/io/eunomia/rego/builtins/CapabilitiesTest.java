package io.eunomia.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
             "features": ["rego_v1", "something_new"], "future_keywords": ["in", "not"],
             "allow_net": ["example.org"], "another": 1}
            """);
    assertThat(read.builtins()).containsExactly(Builtins.find("count"));
    assertThat(read.hasFeature(Capabilities.REGO_V1)).isTrue();
    assertThat(read.hasFeature(Capabilities.RULE_HEAD_REFS)).isTrue();
    assertThat(read.hasFeature(Capabilities.REGO_V1_IMPORT)).isFalse();
    assertThat(read.hasFeature(Capabilities.TEMPLATE_STRINGS)).isFalse();
    assertThat(read.futureKeywords()).containsExactlyInAnyOrder("in", "not");
    assertThat(read.allowNet()).containsExactly("example.org");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          "features": []; true
          "wasm_abi_versions": []; false
          "wasm_abi_versions": [{"version": 1, "minor_version": 1}]; true
          "wasm_abi_versions": [{"version": 1}]; true
          "wasm_abi_versions": [{"version": 1, "minor_version": 4}]; false
          "wasm_abi_versions": [{"version": 2, "minor_version": 0}]; false
          "wasm_abi_versions": null; true
          """)
  void whenAFileListsInterfaces_thenOthersAreNotAllowed(String fields, boolean allowed) {
    Capabilities read = Capabilities.parse("{\"builtins\": [], " + fields + "}");
    assertThat(read.allows(new WasmAbi(1, 3))).isEqualTo(allowed);
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
    assertThat(custom.typeJson())
        .isEqualTo(
            "{\"args\":[{\"name\":\"id\",\"type\":\"string\"},"
                + "{\"dynamic\":{\"type\":\"any\"},\"static\":[{\"type\":\"number\"}],\"type\":\"array\"}],"
                + "\"result\":{\"dynamic\":{\"key\":{\"type\":\"string\"},\"value\":{\"of\":["
                + "{\"type\":\"boolean\"},{\"of\":{\"type\":\"number\"},\"type\":\"set\"}],"
                + "\"type\":\"any\"}},\"static\":[{\"key\":\"a\",\"value\":{\"type\":\"null\"}}],"
                + "\"type\":\"object\"},\"type\":\"function\"}");
  }

  @Test
  void whenWrittenAndReadAgain_thenTheyAreTheSame() {
    Capabilities all = Capabilities.all();
    Capabilities read = Capabilities.parse(all.toJson().toString());

    assertThat(read.toJson()).isEqualTo(all.toJson());
    assertThat(read.builtins()).containsExactlyInAnyOrderElementsOf(Builtins.all());
    assertThat(read.features()).isEqualTo(all.features());
    assertThat(read.wasmAbis()).isEqualTo(all.wasmAbis());
    assertThat(all.toJson().at("/builtins/0/name").asText()).isEqualTo("abs");
    for (Builtin builtin : Builtins.all()) {
      String renamed =
          "{\"builtins\": [{\"name\": \"acme.other\", \"decl\": " + builtin.typeJson() + "}]}";
      assertThat(Objects.requireNonNull(Capabilities.parse(renamed).find("acme.other")).type())
          .isEqualTo(builtin.type());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "v0.17.0, object.union, false",
    "v0.17.2, object.union, true",
    "v0.17.0, count, true",
    "0.33.0, internal.member_2, false",
    "0.34.0, internal.member_2, true",
    "v1.7.0, io.jwt.verify_eddsa, false",
    "v1.8.0, io.jwt.verify_eddsa, true",
    "v1.12.1, array.flatten, false",
    "v1.17.0, uri.parse, true",
    "v1.18.0, strings.split_n, false",
    "v1.19.0, strings.split_n, true",
    "v1.17.0, http.send, true"
  })
  void whenAVersionIsNamed_thenItHasTheBuiltinsOfThatTime(
      String version, String builtin, boolean known) {
    assertThat(Capabilities.ofVersion(version).allows(builtin)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      textBlock =
          """
          v0.33.0; ;
          v0.40.0; ; every in
          v0.46.0; rule_head_ref_string_prefixes; contains every if in
          v0.59.0; rego_v1_import rule_head_ref_string_prefixes rule_head_refs; contains every if in
          v1.0.0; rego_v1 rego_v1_import rule_head_ref_string_prefixes rule_head_refs; \
          contains every if in
          v1.6.0; keywords_in_refs rego_v1 rego_v1_import rule_head_ref_string_prefixes \
          rule_head_refs; contains every if in
          """)
  void whenAVersionIsNamed_thenItHasTheLanguageOfThatTime(
      String version, String features, String keywords) {
    Capabilities capabilities = Capabilities.ofVersion(version);
    assertThat(capabilities.features()).containsExactlyInAnyOrder(words(features));
    assertThat(capabilities.futureKeywords()).containsExactlyInAnyOrder(words(keywords));
  }

  private static String[] words(@Nullable String text) {
    return text == null ? new String[0] : text.split(" ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v0.16.0", "v0.71.0", "v1.21.0", "v2.0.0", "1.0", "latest", ""})
  void whenAVersionIsNotKnown_thenTheErrorSaysSo(String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capabilities.ofVersion(version))
        .withMessageContaining(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "{}",
        "{\"builtins\": []} more",
        "{\"builtins\": [{}]}",
        "{\"builtins\": [{\"name\": \"x\"}]}",
        "{\"builtins\": [{\"name\": \"x\", \"decl\": {\"type\": \"function\", \"args\": [{\"type\": \"y\"}]}}]}",
        "{\"builtins\": [], \"features\": {}}",
        "{\"builtins\": [], \"future_keywords\": [1]}",
        "{\"builtins\": [], \"wasm_abi_versions\": 1}",
        "{\"builtins\": [], \"wasm_abi_versions\": [\"1.2\"]}",
        "{\"builtins\": [], \"allow_net\": \"example.org\"}"
      })
  void whenAFileIsNotOfTheForm_thenTheErrorSaysSo(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capabilities.parse(json))
        .withMessageStartingWith("capabilities: ");
  }

  @Test
  void whenBuiltinsAreAdded_thenTheyAreAllowed() {
    Capabilities more = Capabilities.defaults().withBuiltins("http.send", "count");
    assertThat(more.allows("http.send")).isTrue();
    assertThat(more.allows("opa.runtime")).isFalse();
    assertThat(more.builtins()).hasSize(Capabilities.defaults().builtins().size() + 1);
    assertThat(more.features()).isEqualTo(Capabilities.defaults().features());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Capabilities.defaults().withBuiltins("nothing"))
        .withMessage("there is no builtin nothing");
  }
}
