package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.optimizer.OptimizationLevel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Rules of data alone are computed when a policy is loaded, and never differ from what they are.
 */
class PreparedRulesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final String ITEMS =
      IntStream.range(0, 1000)
          .mapToObj(i -> "{\"id\":" + i + ",\"owner\":\"u" + i % 100 + "\"}")
          .collect(Collectors.joining(",", "{\"items\":[", "]}"));

  /** Costs about one step an item. */
  private static final String OWNERS = "owners := {x.owner | some x in data.items}\n";

  private static final String NUMBERS = "numbers := {x.id | some x in data.items}\n";

  private static PolicyEngine engine(Limits limits) {
    return new PolicyEngine(
        limits.withTimeout(PATIENCE), BuiltinRegistry.standard(), Clock.systemUTC());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String evaluate(LoadedPolicy policy, String input) {
    byte[] result = policy.evaluate(0, utf8(input));
    return result == null ? "undefined" : new String(result, StandardCharsets.UTF_8);
  }

  /** The result of {@code allow} with and without preparation, which must be one. */
  private static String both(String rules, String data, String input) {
    List<String> results = new ArrayList<>();
    for (OptimizationLevel level : List.of(OptimizationLevel.O1, OptimizationLevel.O0)) {
      RegoPolicyOptions options =
          RegoPolicyOptions.defaults()
              .withEntrypoints(List.of(Policies.ALLOW))
              .withOptimization(level);
      try (PolicyEngine engine = engine(Limits.defaults());
          LoadedPolicy policy = engine.load(Policies.compile(rules, options), utf8(data))) {
        try {
          results.add(evaluate(policy, input));
          assertThat(evaluate(policy, input)).isEqualTo(results.get(results.size() - 1));
        } catch (EvaluationException e) {
          results.add(String.valueOf(e.getMessage()));
        }
      }
    }
    assertThat(results.get(0)).isEqualTo(results.get(1));
    return results.get(0);
  }

  private static String prepared(LoadedPolicy policy) {
    return policy.description().replaceFirst(".*, (\\d+ of \\d+) .*", "$1");
  }

  private static String prepared(String rules, String data) {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8(data))) {
      return prepared(policy);
    }
  }

  @Test
  void whenARuleIsOfDataAlone_thenEvaluationsTakeNoStepsForIt() {
    String rules = OWNERS + "allow if input.user in owners";
    byte[] wasm = Policies.compile(rules);
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = engine.load(wasm, utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("1 of 1");
      assertThat(evaluate(policy, "{\"user\":\"u7\"}")).isEqualTo("true");
      assertThat(evaluate(policy, "{\"user\":\"u700\"}")).isEqualTo("undefined");
    }
    assertThat(both(rules, ITEMS, "{\"user\":\"u7\"}")).isEqualTo("true");
  }

  @Test
  void whenStepsRunOut_thenWhatIsLeftIsComputedByEvaluations() {
    String rules = OWNERS + NUMBERS + "allow if { input.user in owners; input.id in numbers }";
    String input = "{\"user\":\"u7\",\"id\":5}";
    Limits limits = Limits.defaults().withMaxSteps(4000);
    try (PolicyEngine engine = engine(limits);
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("1 of 2");
      assertThat(evaluate(policy, input)).isEqualTo("true");
    }
    try (PolicyEngine engine = engine(Limits.defaults().withMaxSteps(1000));
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("0 of 2");
      assertThatThrownBy(() -> evaluate(policy, input))
          .isInstanceOfSatisfying(
              EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
          .hasMessage("the evaluation took more than 1000 steps");
    }
  }

  @Test
  void whenARuleIsUndefined_thenThatIsKnownAhead() {
    String rules =
        "found := x if { some x in data.items; x.id == -1 }\nallow if { not found; input.ask }";
    assertThat(prepared(rules, ITEMS)).isEqualTo("1 of 1");
    assertThat(both(rules, ITEMS, "{\"ask\":true}")).isEqualTo("true");
  }

  @Test
  void whenARuleConflicts_thenThePolicyIsLoadedAndEvaluationsSaySo() {
    String rules =
        "one := x.id if some x in data.items\n"
            + OWNERS
            + "allow if { not input.ask; input.user in owners }\n"
            + "allow if { input.ask; one == input.ask }";
    assertThat(prepared(rules, ITEMS)).isEqualTo("1 of 2");
    assertThat(both(rules, ITEMS, "{\"user\":\"u7\"}")).isEqualTo("true");
    assertThat(both(rules, ITEMS, "{\"ask\":1}"))
        .isEqualTo(
            "demo.rego:3: eval_conflict_error: complete rules must not produce multiple outputs");
    assertThat(both(rules, "{\"items\":[{\"id\":1}]}", "{\"ask\":1}")).isEqualTo("true");
  }

  @Test
  void whenRulesUseEachOther_thenAllAreComputed() {
    String rules =
        """
        allow := [top, middle]
        top := {o: n | some o, n in middle; n > 1}
        middle := {o: count(ids) | some o in bottom; ids := [x.id | some x in data.items; x.owner == o]}
        bottom := {x.owner | some x in data.items}
        """;
    String data =
        "{\"items\":[{\"id\":1,\"owner\":\"a\"},{\"id\":2,\"owner\":\"a\"},{\"id\":3,\"owner\":\"b\"}]}";
    assertThat(both(rules, data, "{}")).isEqualTo("[{\"a\":2},{\"a\":2,\"b\":1}]");
  }

  @Test
  void whenDataAreReplaced_thenItIsComputedOfThose() {
    String rules =
        OWNERS
            + """
            allow := [count(owners), other, all, count(owners)]
            other := o if o := owners with data.items as [{"owner": "x"}]
            all := o if o := owners with data.items as [{"owner": "y"} | input.y]
            """;
    assertThat(both(rules, ITEMS, "{\"y\":1}")).isEqualTo("[100,[\"x\"],[\"y\"],100]");
  }

  @Test
  void whenInputIsReplacedAsAWhole_thenTheRuleIsStillOfDataAlone() {
    String rules =
        """
        allow := [fixed, open]
        fixed := sum([t, 55]) if t := twice with input as {"n": count(data.items)}
        open := twice
        twice := n if { n := input.n * 2; n > 0; n != 7 }
        """;
    assertThat(both(rules, ITEMS, "{\"n\":4}")).isEqualTo("[2055,8]");
    String partly = "allow := fixed\nfixed := r if { r := input with input.a as data.items[0].id }";
    assertThat(prepared(partly, ITEMS)).isEqualTo("0 of 0");
    assertThat(both(partly, ITEMS, "{\"n\":4}")).isEqualTo("{\"a\":0,\"n\":4}");
  }

  @Test
  void whenThereAreNoDataOrNoSuchRules_thenNothingIsDone() {
    assertThat(prepared(OWNERS + "allow if input.user in owners", "{}")).isEqualTo("1 of 1");
    assertThat(prepared("allow if input.user == data.admin", ITEMS)).isEqualTo("0 of 0");
    assertThat(both(OWNERS + "allow := owners", "{}", "{}")).isEqualTo("[]");
  }

  @Test
  void whenBuiltinsAreNotPure_thenTheRuleIsLeftToEvaluations() {
    assertThat(prepared("allow := t\nt := [time.now_ns() | some x in data.items]", ITEMS))
        .isEqualTo("0 of 0");
    String host = "allow := t if input.ask\nt := [uri.parse(x).hostname | some x in data.uris]";
    String uris = "{\"uris\":[\"https://a.example/1\",\"https://b.example/2\"]}";
    assertThat(prepared(host, uris)).isEqualTo("1 of 1");
    assertThat(both(host, uris, "{\"ask\":1}")).isEqualTo("[\"a.example\",\"b.example\"]");
  }

  @Test
  void whenAServiceHasItsOwnBuiltins_thenTheseAreCalledByEvaluations() {
    AtomicInteger calls = new AtomicInteger();
    BuiltinRegistry own =
        BuiltinRegistry.standard()
            .with("acme.next(n: number) -> number", (context, args) -> Value.of(calls.get()))
            .replacing("yaml.is_valid", (context, args) -> Value.of(calls.get() > 0));
    String rules =
        """
        allow := [a, b]
        a := [acme.next(x.id) | some x in data.items; x.id < 2]
        b := [yaml.is_valid(x.owner) | some x in data.items; x.id < 2]
        """;
    byte[] wasm =
        Policies.compile(
            rules,
            RegoPolicyOptions.defaults()
                .withEntrypoints(List.of(Policies.ALLOW))
                .withCapabilities(Capabilities.defaults().with(own.declarations())));
    try (PolicyEngine engine =
            new PolicyEngine(Limits.defaults().withTimeout(PATIENCE), own, Clock.systemUTC());
        LoadedPolicy policy = engine.load(wasm, utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("0 of 1");
      assertThat(evaluate(policy, "{}")).isEqualTo("[[0,0],[false,false]]");
      calls.set(3);
      assertThat(evaluate(policy, "{}")).isEqualTo("[[3,3],[true,true]]");
    }
  }

  @Test
  void whenARulePrints_thenItDoesSoInEveryEvaluation() {
    List<String> lines = new ArrayList<>();
    byte[] wasm =
        Policies.compile(
            "allow if { some x in data.items; x.id == 2; print(x.owner) }",
            RegoPolicyOptions.defaults()
                .withEntrypoints(List.of(Policies.ALLOW))
                .withKeepPrints(true));
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withTimeout(PATIENCE),
                BuiltinRegistry.standard(),
                Clock.systemUTC(),
                Execution.COMPILED,
                lines::add);
        LoadedPolicy policy = engine.load(wasm, utf8(ITEMS))) {
      assertThat(lines).isEmpty();
      evaluate(policy, "{}");
      evaluate(policy, "{}");
      assertThat(lines).containsExactly("u2", "u2");
    }
  }

  @Test
  void whenMemoryIsShort_thenEvaluationsKeepMostOfIt() {
    String rules =
        "large := [[x, y] | some x in data.items; some y in numbers.range(1, 20)]\n"
            + OWNERS
            + "allow := [count(large), count(owners), input.n]";
    Limits limits = Limits.defaults().withMaxMemoryBytes(2 << 20);
    try (PolicyEngine engine = engine(limits);
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("1 of 2");
      assertThat(evaluate(policy, "{\"n\":1}")).isEqualTo("[20000,100,1]");
      assertThat(evaluate(policy, "{\"n\":1}")).isEqualTo("[20000,100,1]");
    }
  }

  @Test
  void whenThereAreManyInstances_thenEachHasWhatWasComputed() {
    String rules = OWNERS + "allow := {o | some o in owners; endswith(o, input.end)}";
    try (PolicyEngine engine = engine(Limits.defaults().withMaxInstances(4).withMaxSteps(4000));
        LoadedPolicy policy = engine.load(Policies.compile(rules), utf8(ITEMS))) {
      policy.prepare(4);
      assertThat(policy.instances()).isEqualTo(4);
      List<String> results =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(i -> evaluate(policy, "{\"end\":\"77\"}"))
              .distinct()
              .toList();
      assertThat(results).containsExactly("[\"u77\"]");
    }
  }

  @Test
  void whenTheHostKnowsOpasInterfaceOnly_thenEvaluationsComputeIt() {
    byte[] wasm = Policies.compile(OWNERS + "allow if input.user in owners");
    try (PolicyEngine engine = engine(Limits.defaults())) {
      assertThat(engine.load(wasm, utf8(ITEMS)).description()).startsWith("eunomia");
    }
    Environment environment =
        new Environment(
            Limits.defaults().withTimeout(PATIENCE),
            BuiltinRegistry.standard(),
            Clock.systemUTC(),
            new Watchdog(1_000_000_000),
            line -> {});
    CompiledWasm compiled = CompiledWasm.compile(wasm, environment.limits(), Execution.COMPILED);
    PolicyInstance instance = OpaModule.load(environment, compiled, utf8(ITEMS)).newInstance();
    for (int i = 0; i < 3; i++) {
      assertThat(instance.evaluate(0, utf8("{\"user\":\"u7\"}"))).asString().isEqualTo("true");
      assertThat(instance.evaluate(0, utf8("{\"user\":\"x\"}"))).isNull();
    }
    instance.close();
    environment.watchdog().close();
  }

  @Test
  void whenItIsAskedOnce_thenNothingIsComputedAhead() {
    byte[] wasm = Policies.compile(OWNERS + "allow if input.user in owners");
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withTimeout(PATIENCE),
                BuiltinRegistry.standard(),
                Clock.systemUTC(),
                Execution.INTERPRETED);
        LoadedPolicy policy = engine.load(wasm, utf8(ITEMS))) {
      assertThat(prepared(policy)).isEqualTo("0 of 1");
      assertThat(evaluate(policy, "{\"user\":\"u7\"}")).isEqualTo("true");
    }
  }
}
