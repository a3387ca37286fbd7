package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.optimizer.OptimizationLevel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans that ask an index find what scans without one find, or fail as these do. */
class JoinsTest {
  private static final Environment ENVIRONMENT =
      new Environment(
          Limits.defaults().withTimeout(Duration.ofMinutes(1)),
          BuiltinRegistry.standard(),
          Clock.systemUTC(),
          new Watchdog(1_000_000_000),
          line -> {});

  private static final String RULES =
      """
      values := [x.id | some x in data.items; x.owner == input.user]
      keys := [[i, x.id] | some i, x in data.items; x.owner == input.user]
      refs := [data.items[i].id | data.items[i].owner == input.user; data.items[i].kind == "a"]
      elements := [i | data.list[i] == input.user]
      members := {x | elements_set[x] == input.user}
      elements_set contains e if some e in data.list
      constants := [x.id | some x in data.items; x.kind == "a"; x.owner == input.user]
      constant := [x.id | some x in data.items; "b" == x.kind]
      nested := [[r, x.id] | some r in input.roles; some x in data.items; x.owner == r]
      comprehension := {o: ids | some o in input.roles; ids := {x.id | some x in input.items; x.owner == o}}
      both_sides := [[x.id, y.id] | some x in data.items; some y in data.items; x.owner == y.kind]
      object[x.owner] := x.id if { some x in data.items; x.kind == input.kind }
      complete := x.id if { some x in data.items; x.owner == input.user }
      replaced := v if v := values with data.items as input.items
      asked := [v | some u in input.roles; v := values with input.user as u]
      active := {x | some x in data.items; x.kind != "c"}
      of_rule := [x.id | some x in active; x.owner == input.user]
      function := [f(r) | some r in input.roles]
      f(r) := [x.id | some x in data.items; x.owner == r]
      g(r) := [x.id | some x in input.items; x.owner == r]
      function_of_input := [g(r) | some r in input.roles]
      numbers := [x.id | some x in data.items; x.n == input.n]
      absent := [x | some x in data.items; x.owner == input.user; not x.kind]
      exists if { some x in data.items; x.owner == input.user; x.kind == input.kind }
      deep := [p | some x in data.items; x.owner == input.user; some p in x.parts; p == input.kind]
      everyone if every r in input.roles { some x in data.items; x.owner == r }
      late := [y | some x in data.items; y := [x.id, x.kind]; x.owner == input.user]
      paths := [x.id | some x in data.nothing.there; x.owner == input.user]
      """;

  private static final List<String> NAMES =
      RULES
          .lines()
          .map(line -> line.replaceFirst("[^a-z_].*", ""))
          .filter(name -> name.length() > 1)
          .toList();

  private static final CompiledWasm WITH = compile(OptimizationLevel.O1);
  private static final CompiledWasm WITHOUT = compile(OptimizationLevel.O0);

  private static CompiledWasm compile(OptimizationLevel level) {
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withEntrypoints(NAMES.stream().map(name -> "demo/authz/" + name).toList())
            .withOptimization(level);
    return CompiledWasm.compile(
        Policies.compile(RULES, options), ENVIRONMENT.limits(), Execution.COMPILED);
  }

  @AfterAll
  static void close() {
    ENVIRONMENT.watchdog().close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String evaluate(PolicyModule module, String rule, String input) {
    Integer entrypoint = module.entrypoints().get("demo/authz/" + rule);
    PolicyInstance instance = module.newInstance();
    try {
      byte[] result = instance.evaluate(entrypoint == null ? -1 : entrypoint, utf8(input));
      return result == null ? "undefined" : new String(result, StandardCharsets.UTF_8);
    } catch (EvaluationException e) {
      return String.valueOf(e.getMessage());
    } finally {
      instance.close();
    }
  }

  /** Texts that are all JSON, with what policies stumble over: gaps, odd numbers, other types. */
  private static final class Texts {
    private final Random random;

    Texts(long seed) {
      random = new Random(seed);
    }

    private String one(String... choices) {
      return choices[random.nextInt(choices.length)];
    }

    String name() {
      return one("\"a\"", "\"b\"", "\"c\"", "1", "1.0", "null", "true", "false", "[1]", "[1.0]");
    }

    String item(int id) {
      if (random.nextInt(8) == 0) {
        return one("3", "null", "[]", "\"a\"");
      }
      String owner = random.nextInt(6) == 0 ? "" : ",\"owner\":" + name();
      String kind = random.nextInt(4) == 0 ? "" : ",\"kind\":" + name();
      String parts = random.nextInt(3) == 0 ? "" : ",\"parts\":[" + name() + "," + name() + "]";
      return "{\"id\":"
          + id
          + ",\"n\":"
          + one("1", "1.0", "2", "10e-1")
          + owner
          + kind
          + parts
          + "}";
    }

    String items() {
      boolean isArray = random.nextInt(3) != 0;
      return IntStream.range(0, random.nextInt(12))
          .mapToObj(i -> (isArray ? "" : "\"k" + (i * 7) % 12 + "\":") + item(i))
          .collect(Collectors.joining(",", isArray ? "[" : "{", isArray ? "]" : "}"));
    }

    String data() {
      String items = random.nextInt(10) == 0 ? one("null", "\"abc\"", "7") : items();
      return "{\"items\":" + items + ",\"list\":[" + name() + "," + name() + "," + name() + "]}";
    }

    String input() {
      String user = random.nextInt(8) == 0 ? "" : "\"user\":" + name() + ",";
      String roles = "\"roles\":[" + name() + "," + name() + "," + name() + "]";
      return "{"
          + user
          + "\"kind\":"
          + name()
          + ",\"n\":"
          + one("1", "1.0", "2.0", "3")
          + ",\"items\":"
          + items()
          + ","
          + roles
          + "}";
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whenScansAskAnIndex_thenResultsAreTheSame(long seed) {
    Texts texts = new Texts(seed);
    String data = texts.data();
    PolicyModule with = EunomiaModule.load(ENVIRONMENT, WITH, utf8(data));
    PolicyModule without = EunomiaModule.load(ENVIRONMENT, WITHOUT, utf8(data));
    for (int i = 0; i < 12; i++) {
      String input = texts.input();
      for (String rule : NAMES) {
        assertThat(evaluate(with, rule, input))
            .as("%s of %s, data %s", rule, input, data)
            .isEqualTo(evaluate(without, rule, input));
      }
    }
  }

  @Test
  void whenThereIsAnIndex_thenStepsDoNotGrowWithData() {
    String items =
        IntStream.range(0, 1000)
            .mapToObj(i -> "{\"id\":" + i + ",\"owner\":\"u" + i + "\"}")
            .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    String rules =
        """
        allow if { some x in data.items; x.owner == input.user; x.id == 700 }
        """;
    byte[] wasm = Policies.compile(rules);
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withTimeout(Duration.ofMinutes(1)),
                BuiltinRegistry.standard(),
                Clock.systemUTC());
        LoadedPolicy policy = engine.load(wasm, utf8(items))) {
      assertThat(policy.description()).endsWith("1 of 1 rules of data computed");
      assertThat(policy.evaluate(0, utf8("{\"user\":\"u700\"}"))).asString().isEqualTo("true");
      assertThat(policy.evaluate(0, utf8("{\"user\":\"u7\"}"))).isNull();
      assertThat(policy.evaluate(0, utf8("{}"))).isNull();
    }
  }
}
