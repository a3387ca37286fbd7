package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.analysis.AnalysisOptions;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.PolicyAnalysis;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pairs of definitions with random conditions, evaluated with random inputs: where two meet, that
 * must have been found, and where one never applies, no input makes it apply.
 */
class RandomConflictsTest {
  private static final int PAIRS = 40;
  private static final int INPUTS = 150;
  private static final List<String> CONDITIONS =
      List.of(
          "input.x == %c",
          "input.x != %c",
          "not input.x == %c",
          "input.y == %c",
          "input.x in {%c, %c}",
          "not input.y in [%c, %c]",
          "input.x > %n",
          "input.x <= %n",
          "not input.x < %n",
          "input.y >= %n",
          "input.x",
          "not input.x",
          "not input.y",
          "is_string(input.x)",
          "is_number(input.y)",
          "not is_string(input.y)",
          "startswith(input.x, %s)",
          "not startswith(input.x, %s)",
          "endswith(input.x, %s)",
          "%c in input.z",
          "not %c in input.z",
          "some e in input.z; e == %c",
          "some e in input.z; e != %c",
          "input.z[_] == input.x",
          "input.x in input.z",
          "input.x == input.y",
          "input.x != input.y",
          "input.x < input.y",
          "input.o.p == %c",
          "input.o.p.q",
          "is_one",
          "not is_one",
          "is_any",
          "not is_any",
          "has(%c)",
          "not has(%c)",
          "kind == %n",
          "not kind == %n",
          "v := input.x; v == %c",
          "every e in input.z { e != %c }");
  private static final List<String> CONSTANTS =
      List.of("1", "2", "3", "\"a\"", "\"ab\"", "\"b\"", "true", "false", "null");
  private static final String RULES =
      """
      is_one if input.x == 1

      is_any if input.x == 2

      is_any if {
      	input.y == "a"
      	not input.z
      }

      has(e) if e in input.z

      has(e) if {
      	e == input.o.p
      	not is_one
      }

      default kind := 3

      kind := 1 if {
      	input.x == 1
      } else := 2 if {
      	input.y
      }
      """;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whenConditionsAreRandom_thenConflictsAreFound(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("package p\n\n").append(RULES);
    for (int i = 0; i < PAIRS; i++) {
      for (int value = 1; value <= 2; value++) {
        text.append("\nr%d := %d if {\n".formatted(i, value));
        text.append(body(random)).append("}\n");
        text.append("\nonly%d_%d if {\n".formatted(i, value));
        text.append(body(random)).append("}\n");
      }
    }
    SourceText source = SourceText.of("p.rego", text.toString());
    RegoPolicyOptions options = RegoPolicyOptions.defaults();
    for (int i = 0; i < PAIRS; i++) {
      options =
          options
              .withEntrypoint("p/r" + i)
              .withEntrypoint("p/only" + i + "_1")
              .withEntrypoint("p/only" + i + "_2");
    }
    CompileResult compiled = RegoPolicyCompiler.compile(List.of(source), options);
    assertThat(compiled.diagnostics()).isEmpty();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    List<Finding> findings =
        PolicyAnalysis.run(
            compiled.modules(),
            AnalysisOptions.defaults()
                .withTrial(
                    new ConflictEvaluation(
                        List.of(source), options, data, BuiltinRegistry.standard())));
    Set<String> conflicts = names(findings, "eunomia_conflict");
    Set<String> never = names(findings, "eunomia_contradiction");
    Set<String> seen = new TreeSet<>();
    Set<String> applied = new TreeSet<>();
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults(),
                BuiltinRegistry.standard(),
                Clock.systemUTC(),
                PolicyEngine.Execution.INTERPRETED);
        LoadedPolicy policy =
            engine.load(Objects.requireNonNull(compiled.wasm()), new byte[] {'{', '}'})) {
      for (int i = 0; i < INPUTS; i++) {
        byte[] input = input(random).getBytes(StandardCharsets.UTF_8);
        policy
            .entrypoints()
            .forEach(
                (name, entrypoint) -> {
                  String rule = name.substring(2);
                  try {
                    if (policy.evaluate(entrypoint, input) != null) {
                      applied.add(rule);
                    }
                  } catch (EvaluationException e) {
                    seen.add(rule);
                  }
                });
      }
    }
    seen.removeAll(conflicts);
    never.removeIf(rule -> !rule.startsWith("only"));
    applied.retainAll(never);
    assertThat(seen).as("conflicts that were not found, of %s in\n%s", conflicts, text).isEmpty();
    assertThat(applied).as("what was said never to apply, of %s in\n%s", never, text).isEmpty();
    assertThat(conflicts.size() + never.size()).isGreaterThan(10);
  }

  private static Set<String> names(List<Finding> findings, String code) {
    return findings.stream()
        .filter(finding -> finding.diagnostic().code().equals(code))
        .map(finding -> finding.diagnostic().message().replaceFirst(".* of (\\w+) .*", "$1"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String body(Random random) {
    StringBuilder body = new StringBuilder();
    int count = 1 + random.nextInt(3);
    Set<String> used = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
      if (used.add(condition.replaceAll("[^ev]|every", ""))) {
        body.append('\t').append(filled(condition, random)).append('\n');
      }
    }
    return body.toString();
  }

  private static String filled(String condition, Random random) {
    String text = condition;
    while (text.contains("%c")) {
      text = text.replaceFirst("%c", CONSTANTS.get(random.nextInt(CONSTANTS.size())));
    }
    return text.replace("%n", Integer.toString(random.nextInt(4)))
        .replace("%s", List.of("\"a\"", "\"ab\"", "\"b\"").get(random.nextInt(3)));
  }

  private static String input(Random random) {
    List<String> members = new ArrayList<>();
    for (String name : List.of("x", "y")) {
      if (random.nextInt(5) > 0) {
        members.add("\"%s\": %s".formatted(name, constant(random)));
      }
    }
    if (random.nextInt(4) > 0) {
      members.add(
          random
              .ints(random.nextInt(4), 0, CONSTANTS.size())
              .mapToObj(CONSTANTS::get)
              .collect(Collectors.joining(", ", "\"z\": [", "]")));
    }
    if (random.nextInt(3) > 0) {
      members.add(
          "\"o\": {\"p\": %s}".formatted(random.nextInt(3) == 0 ? "{\"q\": 1}" : constant(random)));
    }
    return "{" + String.join(", ", members) + "}";
  }

  private static String constant(Random random) {
    return CONSTANTS.get(random.nextInt(CONSTANTS.size()));
  }
}
