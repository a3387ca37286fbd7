package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegoBuiltinsTest {
  private final Calls calls = new Calls();

  @Test
  void whenAModuleIsParsed_thenItsTreeIsAnObject() throws BuiltinException {
    assertThat(calls.value("rego.parse_module", "\"x.rego\"", "\"package a\""))
        .isEqualTo(
            calls.value(
                "yaml.unmarshal",
                "\"{package: {path: [{type: var, value: data}, {type: string, value: a}]}}\""));
  }

  @Test
  void whenATextIsNoModule_thenTheErrorShowsWhere() {
    assertThat(calls.error("rego.parse_module", "\"x.rego\"", "\"package foo.\""))
        .isEqualTo(
            "1 error occurred: x.rego:1: rego_parse_error: unexpected eof token: expected"
                + " identifier\n\tpackage foo.\n\t           ^");
    assertThat(calls.error("rego.parse_module", "\"x.rego\"", "\"package a\\n\\n\\tp := )\""))
        .startsWith("1 error occurred: x.rego:3: rego_parse_error: ")
        .endsWith("\n\tp := )\n\t     ^");
  }
}
