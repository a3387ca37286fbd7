package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.Builtin;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.builtins.BuiltinException;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.source.SourceText;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Modules that call on the host what ours have inside, as those of {@code opa build} do. */
class NativeBuiltinsTest {
  private static final byte[] DATA = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String ENTRYPOINT = "test/p";

  private final List<String> printed = new ArrayList<>();
  private final List<Watchdog> watchdogs = new ArrayList<>();

  @AfterEach
  void close() {
    watchdogs.forEach(Watchdog::close);
  }

  private Environment environment(Limits limits) {
    Watchdog watchdog = new Watchdog(limits.timeout().toNanos());
    watchdogs.add(watchdog);
    return new Environment(
        limits, BuiltinRegistry.empty(), Clock.systemUTC(), watchdog, printed::add);
  }

  /** A module whose builtins are all on the host. */
  private static byte[] wasm(String rules) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("test.rego", "package test\n\n" + rules)),
            RegoPolicyOptions.defaults().withEntrypoints(List.of(ENTRYPOINT)).withKeepPrints(true));
    Policy plan = Objects.requireNonNull(result.plan(), () -> result.diagnostics().toString());
    Set<String> called = Set.copyOf(plan.builtins().stream().map(b -> b.name()).toList());
    return WasmCompiler.compile(plan, WasmOptions.DEFAULT.withHostBuiltins(called));
  }

  private LoadedPolicy foreign(String rules, Limits limits) {
    CompiledWasm compiled = CompiledWasm.compile(wasm(rules), limits, Execution.COMPILED);
    return new LoadedPolicy(OpaModule.load(environment(limits), compiled, DATA), limits);
  }

  private static String ask(LoadedPolicy policy, String input) {
    byte[] result = policy.evaluate(0, input.getBytes(StandardCharsets.UTF_8));
    return result == null ? "undefined" : new String(result, StandardCharsets.UTF_8);
  }

  @Test
  void whenAForeignModuleCallsThem_thenTheyAnswer() {
    LoadedPolicy policy =
        foreign(
            """
            p := [
              sprintf("%s has %d", [input.name, input.n]), units.parse("2Ki"),
              semver.compare("1.2.3", "1.10.0"), crypto.sha256(input.name),
              json.patch(input, [{"op": "remove", "path": "/n"}]),
              net.cidr_expand("10.0.0.0/31"), {k | walk(input, [[k], _])},
            ]
            """,
            Limits.defaults());
    for (int i = 0; i < 3; i++) {
      assertThat(ask(policy, "{\"name\":\"bob\",\"n\":7}"))
          .isEqualTo(
              "[\"bob has 7\",2048,-1,"
                  + "\"81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd9ec58ce9\","
                  + "{\"name\":\"bob\"},[\"10.0.0.0\",\"10.0.0.1\"],[\"n\",\"name\"]]");
    }
    assertThat(policy.instances()).isEqualTo(1);
  }

  @Test
  void whenOneFails_thenItIsUndefinedAndTheNextOneIsRight() {
    LoadedPolicy policy =
        foreign("p := [x | some s in input; x := units.parse(s)]", Limits.defaults());
    assertThat(ask(policy, "[\"1k\",\"none\",5,\"2k\",\"\",\"3k\"]")).isEqualTo("[1000,2000,3000]");
    assertThat(policy.instances()).isEqualTo(1);
  }

  @Test
  void whenOneFails_thenTheErrorIsOpas() {
    Builtin parse = find("units.parse");
    BuiltinContext context = new BuiltinContext(Clock.systemUTC());
    assertThatThrownBy(() -> parse.call(context, Value.of("none")))
        .isInstanceOfSatisfying(
            BuiltinException.class, e -> assertThat(e.code()).isEqualTo("eval_builtin_error"))
        .hasMessage("units.parse: no amount provided");
    assertThatThrownBy(() -> parse.call(context, Value.of(5)))
        .isInstanceOfSatisfying(
            BuiltinException.class, e -> assertThat(e.code()).isEqualTo("eval_type_error"))
        .hasMessage("operand 1 must be string but got number");
  }

  private Builtin find(String name) {
    return Objects.requireNonNull(
        NativeBuiltins.of(
                List.of(name, "no.such"), environment(Limits.defaults()), Execution.INTERPRETED)
            .get(name));
  }

  private static @Nullable Value call(Builtin builtin, String... terms) throws BuiltinException {
    Value[] arguments = new Value[terms.length];
    for (int i = 0; i < terms.length; i++) {
      arguments[i] = TermText.read(terms[i]);
    }
    return builtin.call(new BuiltinContext(Clock.systemUTC()), arguments);
  }

  @Test
  void whenValuesAreNoJson_thenTheyPass() throws BuiltinException {
    assertThat(call(find("object.keys"), "{{1,2}:3,[set()]:4}"))
        .isEqualTo(TermText.read("{{2,1},[set()]}"));
    assertThat(call(find("object.get"), "{{1.0}:{\"a\"}}", "{1}", "null"))
        .isEqualTo(TermText.read("{\"a\"}"));
  }

  @Test
  void whenWhatEndsEveryEvaluationHappens_thenItEndsThisOne() {
    LoadedPolicy policy =
        foreign("p := $\"{input.xs[_]}\"\nq := numbers.range(1, 2)", Limits.defaults());
    assertThat(ask(policy, "{\"xs\":[1]}")).isEqualTo("\"1\"");
    assertThatThrownBy(() -> ask(policy, "{\"xs\":[1,2]}"))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ERROR))
        .hasMessage("eval_conflict_error: template-strings must not produce multiple outputs");
    assertThat(ask(policy, "{\"xs\":[2]}")).isEqualTo("\"2\"");
  }

  @Test
  void whenAllCallsTogetherTakeTooManySteps_thenTheEvaluationEnds() {
    LoadedPolicy policy =
        foreign(
            "p := count([1 | some i in input.xs; numbers.range(1, 1000)[_] == i])",
            Limits.defaults().withMaxSteps(50_000));
    String few = "{\"xs\":[1,2,3,4,5]}";
    assertThat(ask(policy, few)).isEqualTo("5");
    String many = "{\"xs\":[" + "1,".repeat(500) + "1]}";
    assertThatThrownBy(() -> ask(policy, many))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
        .hasMessage("the evaluation took more than 50000 steps");
    for (int i = 0; i < 100; i++) {
      assertThat(ask(policy, few)).isEqualTo("5");
    }
  }

  @Test
  void whenOneTakesTooLong_thenItIsStopped() {
    LoadedPolicy policy =
        foreign(
            "p := count(net.cidr_contains_matches([c | some i in numbers.range(1, 3000);"
                + " c := sprintf(\"10.%d.%d.0/24\", [i % 200, i % 250])], input))",
            Limits.defaults()
                .withMaxSteps(Long.MAX_VALUE / 4)
                .withTimeout(Duration.ofMillis(1500)));
    String input = "[" + "\"10.0.0.1\",".repeat(20_000) + "\"10.0.0.1\"]";
    assertThatThrownBy(() -> ask(policy, input))
        .isInstanceOfSatisfying(
            EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
        .hasMessage("the evaluation took longer than 1500 ms");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void whenOneNeedsMuchMemory_thenItsInstanceIsNotKept() throws BuiltinException {
    Builtin range = find("numbers.range");
    BuiltinContext context = new BuiltinContext(Clock.systemUTC());
    context.begin();
    for (int i = 0; i < 2; i++) {
      Value large = range.call(context, Value.of(1), Value.of(500_000));
      assertThat(Objects.requireNonNull(large).typeName()).isEqualTo("array");
    }
    assertThat(
            TermText.write(Objects.requireNonNull(range.call(context, Value.of(1), Value.of(2)))))
        .isEqualTo("[1,2]");
  }

  @Test
  void whenItPrints_thenTheEnginesListenerGetsTheLine() {
    LoadedPolicy policy = foreign("p if print(\"saw\", input.x)", Limits.defaults());
    assertThat(ask(policy, "{\"x\":[1]}")).isEqualTo("true");
    assertThat(printed).containsExactly("saw [1]");
  }

  @Test
  void whenABuiltinIsNowhere_thenTheModuleIsRefused() {
    assertThatThrownBy(
            () -> foreign("p := [units.parse(\"1\"), uuid.parse(\"\")]", Limits.defaults()))
        .isInstanceOf(InvalidModuleException.class)
        .hasMessageContaining("does not have: uuid.parse");
  }
}
