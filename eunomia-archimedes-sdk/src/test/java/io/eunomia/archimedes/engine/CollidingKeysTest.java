package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys that somebody has chosen so that they collide. */
class CollidingKeysTest {
  private static final int BITS = 16;
  private static final PolicyEngine ENGINE =
      new PolicyEngine(
          // Interpreted, on a busy machine: time is not what is tested.
          Limits.defaults().withTimeout(Duration.ofSeconds(30)),
          BuiltinRegistry.standard(),
          Clock.systemUTC(),
          PolicyEngine.Execution.INTERPRETED);

  private static LoadedPolicy policy;

  @BeforeAll
  static void load() {
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("p.rego", "package t\n\np := count(input.context)\n")),
            RegoPolicyOptions.defaults().withEntrypoint("t/p"));
    policy =
        ENGINE.load(Objects.requireNonNull(compiled.wasm()), "{}".getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void close() {
    policy.close();
    ENGINE.close();
  }

  @Test
  void whenManyKeysHaveOneHash_thenTheInputIsRefused() {
    List<String> keys =
        IntStream.range(0, 1 << BITS).mapToObj(CollidingKeysTest::colliding).toList();

    assertThat(keys.stream().map(String::hashCode).distinct()).hasSize(1);
    assertThatThrownBy(() -> evaluate(keys))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("colliding");
    assertThat(evaluate(keys.subList(0, 100))).isEqualTo("100");
  }

  @Test
  void whenManyKeysAreNumbered_thenTheyAreTaken() {
    List<String> keys = IntStream.range(0, 200_000).mapToObj(i -> "user-" + i).toList();

    assertThat(evaluate(keys)).isEqualTo("200000");
  }

  /**
   * {@code Aa} and {@code BB} have the same hash, so all words of them that are equally long do.
   */
  private static String colliding(int number) {
    return IntStream.range(0, BITS)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }

  private static String evaluate(List<String> keys) {
    String input =
        keys.stream()
            .map(key -> "\"" + key + "\":1")
            .collect(Collectors.joining(",", "{\"context\":{", "}}"));
    byte[] result =
        policy.evaluate(
            policy.entrypoint("t/p").orElseThrow(), input.getBytes(StandardCharsets.UTF_8));
    return new String(Objects.requireNonNull(result), StandardCharsets.UTF_8);
  }
}
