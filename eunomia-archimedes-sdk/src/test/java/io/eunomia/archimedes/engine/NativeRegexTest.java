package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code regex.*} inside the module: no host has them. */
class NativeRegexTest {
  private static PolicyEngine engine(Limits limits) {
    return new PolicyEngine(limits, BuiltinRegistry.empty(), Clock.systemUTC());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whenNoHostHasThem_thenTheModuleDoes() {
    String rules =
        """
        allow := [
          regex.is_valid(input.p),
          regex.match(input.p, input.t),
          regex.find_n(input.p, input.t, -1),
          regex.find_all_string_submatch_n(input.p, input.t, 1),
          regex.split(input.p, input.t),
          regex.replace(input.t, input.p, "<$2>"),
          regex.template_match("{[a-z]+}-å", "x-å", "{", "}"),
        ]
        """;
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8("{}"))) {
      // Again and again: what is kept from one evaluation serves the next.
      for (int i = 0; i < 5; i++) {
        assertThat(policy.evaluate(0, utf8("{\"p\": \"(å|b)(\\\\d+)\", \"t\": \"-å12-b3\"}")))
            .asString()
            .isEqualTo(
                "[true,true,[\"å12\",\"b3\"],[[\"å12\",\"å\",\"12\"]],"
                    + "[\"-\",\"-\",\"\"],\"-<12>-<3>\",true]");
      }
      assertThat(policy.evaluate(0, utf8("{\"p\": \"(\", \"t\": \"\"}"))).isNull();
    }
  }

  @Test
  void whenStrict_thenTheMessageIsGos() {
    byte[] wasm =
        Objects.requireNonNull(
            RegoPolicyCompiler.compile(
                    List.of(
                        SourceText.of("demo.rego", "package p\n\nq := regex.match(input.p, \"\")")),
                    RegoPolicyOptions.defaults()
                        .withEntrypoints(List.of("p/q"))
                        .withStrictBuiltinErrors(true))
                .wasm());
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = engine.load(wasm, utf8("{}"))) {
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"p\": \"x[a\"}")))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("regex.match: error parsing regexp: missing closing ]: `[a`");
      assertThat(policy.evaluate(0, utf8("{\"p\": \"x|\"}"))).asString().isEqualTo("true");
    }
  }

  @Test
  void whenASearchTakesTooManySteps_thenItIsStoppedAndTheNextOneIsRight() {
    Limits limits = Limits.defaults().withMaxSteps(200_000).withTimeout(Duration.ofMinutes(1));
    try (PolicyEngine engine = engine(limits);
        LoadedPolicy policy =
            engine.load(
                Policies.compile("allow := regex.find_n(`(a|aa)+(a*)*$b`, input.t, -1)"),
                utf8("{}"))) {
      String text = "{\"t\": \"" + "a".repeat(100_000) + "\"}";
      assertThatThrownBy(() -> policy.evaluate(0, utf8(text)))
          .isInstanceOfSatisfying(
              EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(policy.evaluate(0, utf8("{\"t\": \"aaa\"}"))).asString().isEqualTo("[]");
    }
  }
}
