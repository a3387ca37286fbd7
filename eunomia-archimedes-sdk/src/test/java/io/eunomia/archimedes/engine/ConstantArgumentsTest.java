package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Constants and data are handed to builtins as the same values each time; nothing else is. */
class ConstantArgumentsTest {
  private static final String RULES =
      """
      changed := x if x := test.same(data.document) with data.document as "d"
      allow := count([
        test.same(data.document), test.same(object.get({"c": {"a"}}, "c", 0)),
        test.same(input.x), test.same(data.large[input.n]), changed,
      ])
      """;

  private final List<Value> seen = new ArrayList<>();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whenAnArgumentIsConstant_thenItIsReadOnceAndRight() {
    BuiltinRegistry registry =
        BuiltinRegistry.empty()
            .with(
                "test.same(x: any) -> y: any",
                (context, arguments) -> {
                  seen.add(arguments[0]);
                  return arguments[0];
                });
    String large =
        IntStream.range(0, 300)
            .mapToObj(i -> "[" + i + ",\"" + "x".repeat(i * 200) + "\"]")
            .collect(Collectors.joining(",", "[", "]"));
    String data = "{\"document\":{\"k\":[1,1.0,{}]},\"large\":" + large + "}";
    try (PolicyEngine engine =
        new PolicyEngine(Limits.defaults(), registry, Clock.systemUTC(), Execution.INTERPRETED)) {
      LoadedPolicy policy = engine.load(Policies.compile(RULES, registry), utf8(data));
      for (int i = 0; i < 700; i++) {
        seen.clear();
        int n = i * 7 % 300;
        assertThat(policy.evaluate(0, utf8("{\"x\":{\"i\":" + i + "},\"n\":" + n + "}")))
            .asString()
            .isEqualTo("5");
        assertThat(seen.get(0)).isEqualTo(TermText.read("{\"k\":[1,1.0,{}]}"));
        assertThat(seen.get(1)).isEqualTo(TermText.read("{\"a\"}"));
        assertThat(seen.get(2)).isEqualTo(TermText.read("{\"i\":" + i + "}"));
        assertThat(seen.get(3))
            .isEqualTo(TermText.read("[" + n + ",\"" + "x".repeat(n * 200) + "\"]"));
        assertThat(seen.get(4)).isEqualTo(Value.of("d"));
      }
      List<Value> before = List.copyOf(seen);
      seen.clear();
      policy.evaluate(0, utf8("{\"x\":1,\"n\":1}"));
      policy.evaluate(0, utf8("{\"x\":1,\"n\":1}"));
      assertThat(seen.get(5)).isSameAs(seen.get(0));
      assertThat(seen.get(8)).isSameAs(seen.get(3));
      assertThat(seen.get(0)).isEqualTo(before.get(0));
      assertThat(policy.instances()).isEqualTo(1);
    }
  }
}
