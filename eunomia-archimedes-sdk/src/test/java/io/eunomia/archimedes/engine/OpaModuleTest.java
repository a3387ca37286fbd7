package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.ForeignPolicy;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpaModuleTest {
  private static PolicyEngine engine;
  private static LoadedPolicy policy;

  @BeforeAll
  static void load() {
    engine = new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
    policy = engine.load(ForeignPolicy.wasm(), ForeignPolicy.DATA);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static String ask(String input) {
    byte[] result = policy.evaluate(0, input.getBytes(StandardCharsets.UTF_8));
    return result == null ? "undefined" : new String(result, StandardCharsets.UTF_8);
  }

  @Test
  void whenAskedByText_thenAnswersByText() {
    assertThat(policy.entrypoints()).containsEntry(ForeignPolicy.ALLOWED, 0);
    assertThat(ask("{\"user\":\"alice\"}")).isEqualTo("true");
    assertThat(ask("{\"user\":\"bob\"}")).isEqualTo("false");
    assertThat(ask("{\"user\":{\"name\":[\"alice\"]}}")).isEqualTo("false");
  }

  @Test
  void whenAskedOften_thenOneInstanceServes() {
    for (int i = 0; i < 1000; i++) {
      assertThat(ask("{\"user\":\"alice\",\"n\":" + i + "}")).isEqualTo("true");
    }
    assertThat(policy.instances()).isEqualTo(1);
  }

  @Test
  void whenInputIsNotJson_thenSaysSoAndGoesOn() {
    assertThatThrownBy(() -> ask("{\"user\": alice}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("the input is not JSON")
        .hasMessageContaining("line 1, column 10");
    assertThatThrownBy(() -> ask("")).hasMessageContaining("the input is not JSON: it is empty");
    assertThatThrownBy(() -> ask("{} {}")).hasMessageContaining("something follows the value");
    assertThat(ask("{\"user\":\"alice\"}")).isEqualTo("true");
  }

  @Test
  void whenInputIsHuge_thenSaysSoAndGoesOn() {
    byte[] huge = new byte[100_000_000];
    Arrays.fill(huge, (byte) ' ');
    huge[huge.length - 1] = '1';
    assertThatThrownBy(() -> policy.evaluate(0, huge))
        .hasMessageContaining("the input is 100000000 bytes long, more than the limit of 16777216");
    assertThat(ask("{\"user\":\"alice\"}")).isEqualTo("true");
  }

  @Test
  void whenMemoryIsShort_thenTheEvaluationFailsAndOthersDoNot() {
    Limits limits = Limits.defaults().withMaxMemoryBytes(4 << 20).withMaxInputBytes(1 << 28);
    try (PolicyEngine small =
        new PolicyEngine(limits, BuiltinRegistry.standard(), Clock.systemUTC())) {
      LoadedPolicy limited = small.load(ForeignPolicy.wasm(), ForeignPolicy.DATA);
      String fits = "{\"user\":\"alice\"}";
      String outside = "{\"user\":\"alice\",\"x\":\"" + "x".repeat(100_000_000) + "\"}";
      String inside = "{\"user\":\"alice\",\"x\":\"" + "x".repeat(3_000_000) + "\"}";
      assertThatThrownBy(() -> limited.evaluate(0, outside.getBytes(StandardCharsets.UTF_8)))
          .hasMessageContaining("bytes of memory, more than the limit of 4194304");
      assertThatThrownBy(() -> limited.evaluate(0, inside.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(EvaluationException.class);
      assertThat(limited.evaluate(0, fits.getBytes(StandardCharsets.UTF_8)))
          .isEqualTo("true".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whenItLoopsForTooLong_thenItIsInterruptedAndTheThreadIsClean() {
    byte[] wasm =
        Policies.compile(
            "allow if { some i in numbers.range(1, 10000); some j in numbers.range(1, 10000);"
                + " i * j == input.n }");
    Limits limits = Limits.defaults().withTimeout(Duration.ofMillis(300));
    try (Watchdog watchdog = new Watchdog(limits.timeout().toNanos())) {
      Environment environment =
          new Environment(
              limits, BuiltinRegistry.standard(), Clock.systemUTC(), watchdog, line -> {});
      CompiledWasm compiled = CompiledWasm.compile(wasm, limits, Execution.COMPILED);
      LoadedPolicy loop =
          new LoadedPolicy(OpaModule.load(environment, compiled, ForeignPolicy.DATA), limits);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> loop.evaluate(0, "{\"n\":-1}".getBytes(StandardCharsets.UTF_8)))
            .isInstanceOfSatisfying(
                EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
            .hasMessage("the evaluation took longer than 300 ms");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(loop.instances()).isZero();
      }
      assertThat(loop.evaluate(0, "{\"n\":1}".getBytes(StandardCharsets.UTF_8)))
          .asString()
          .isEqualTo("true");
    }
  }

  @Test
  void whenItIsNoModule_thenIsRefused() {
    byte[] text = "no module".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> engine.load(text, ForeignPolicy.DATA))
        .isInstanceOf(InvalidModuleException.class)
        .hasMessageContaining("not valid WebAssembly");
    byte[] cut = Arrays.copyOf(ForeignPolicy.wasm(), 70_000);
    assertThatThrownBy(() -> engine.load(cut, ForeignPolicy.DATA))
        .isInstanceOf(InvalidModuleException.class);
    byte[] badData = "{".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> engine.load(ForeignPolicy.wasm(), badData))
        .isInstanceOf(InvalidModuleException.class)
        .hasMessageContaining("the data is not JSON");
  }
}
