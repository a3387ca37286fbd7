package io.eunomia.testkit.node;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import io.eunomia.testkit.node.NodeHost.Answer;
import io.eunomia.testkit.node.NodeHost.Question;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeHostTest {
  private static final String POLICY =
      """
      package p

      value := input

      large if input == {1, "é"}

      failing := to_number(input)
      """;

  @Test
  void whenNumberIsNoDouble_thenComesBackExactly() throws IOException {
    assertThat(ask("value", "{\"n\":12345678901234567890.5}", true))
        .isEqualTo(new Answer("[{\"result\":{\"n\":12345678901234567890.5}}]", null));
  }

  @Test
  void whenInputIsTermThatJsonDoesNotHave_thenIsTakenAsOne() throws IOException {
    assertThat(ask("large", "{\"é\", 1}", false))
        .isEqualTo(new Answer("[{\"result\":true}]", null));
  }

  @Test
  void whenThereIsNoInput_thenIsUndefined() throws IOException {
    assertThat(ask("value", null, true)).isEqualTo(new Answer("[]", null));
  }

  @Test
  void whenEvaluationFails_thenSaysWhatPolicyAbortedWith() throws IOException {
    assertThat(ask("failing", "\"é\"", true).error())
        .contains("eval_builtin_error: to_number")
        .contains("é");
  }

  private static Answer ask(String rule, @Nullable String input, boolean json) throws IOException {
    String missing = NodeHost.missing();
    assumeTrue(missing == null, "skipped: " + missing);
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withStrictBuiltinErrors(true)
            .withEntrypoint("p/value")
            .withEntrypoint("p/large")
            .withEntrypoint("p/failing");
    byte[] wasm =
        RegoPolicyCompiler.compile(List.of(SourceText.of("p.rego", POLICY)), options).wasm();
    try (NodeHost node = NodeHost.start()) {
      return node.ask(
              Objects.requireNonNull(wasm), "{}", List.of(new Question("p/" + rule, input, json)))
          .orTimeout(1, MINUTES)
          .join()
          .get(0);
    }
  }
}
