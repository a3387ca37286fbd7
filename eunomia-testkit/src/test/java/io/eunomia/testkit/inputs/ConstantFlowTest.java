package io.eunomia.testkit.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ConstantFlowTest {
  private static InputFacts facts(String data, String... sources) throws Exception {
    List<Module> modules = new ArrayList<>();
    for (String source : sources) {
      Diagnostics diagnostics = new Diagnostics();
      modules.add(
          RegoParser.parseModule(
              SourceText.of("p.rego", source), ParserOptions.of(RegoVersion.V1), diagnostics));
      assertThat(diagnostics.all()).isEmpty();
    }
    InputFacts facts = new InputFacts();
    JsonNode document = new ObjectMapper().readTree(data);
    ConstantFlow.collect(modules, document, facts);
    return facts;
  }

  private static List<String> values(InputFacts facts, String... path) {
    return facts.values().getOrDefault(InputPath.of(path), new TreeSet<>(InputFacts.ORDER)).stream()
        .map(JsonNode::asText)
        .toList();
  }

  @Test
  void whenConstantsAreComparedWith_thenTheyAreFound() throws Exception {
    InputFacts facts =
        facts(
            "{}",
            """
            package a
            p if input.x == "equal"
            p if "turned" = input.x
            p if input.x != "other"
            p if input.x in {"set", "of"}
            p if not input.y > 5
            p if startswith(lower(input.z), "begin")
            p if glob.match("a/*/b", [], input.z)
            """);
    assertThat(values(facts, "x")).containsExactly("equal", "of", "other", "set", "turned");
    assertThat(values(facts, "y")).containsExactly("4", "5", "6");
    assertThat(values(facts, "z")).containsExactly("a/x/b", "begin", "beginx");
  }

  @Test
  void whenConstantsComeFromElsewhere_thenTheyAreFollowed() throws Exception {
    InputFacts facts =
        facts(
            "{\"roles\": {\"admin\": [\"read\", \"write\"], \"guest\": [\"look\"]}}",
            """
            package a
            import data.lib.names
            import input.caller
            p if {
              some role in input.caller.roles
              input.operation_id in data.roles[role]
            }
            q if names.has("by-argument")
            r if {
              wanted := names.constant
              caller.name == wanted
            }
            """,
            """
            package lib.names
            has(group) if group in input.caller.groups
            constant := "by-rule"
            """);
    assertThat(values(facts, "caller", "roles", "*")).containsExactly("admin", "guest");
    assertThat(values(facts, "operation_id")).containsExactly("look", "read", "write");
    assertThat(values(facts, "caller", "groups", "*")).containsExactly("by-argument");
    assertThat(values(facts, "caller", "name")).containsExactly("by-rule");
  }

  @Test
  void whenPlacesAreComparedWithEachOther_thenTheyAreLinked() throws Exception {
    InputFacts facts = facts("{}", "package a\np if input.context.owner == input.caller.user_id\n");
    assertThat(facts.linked(InputPath.of("context", "owner")))
        .containsExactly(InputPath.of("caller", "user_id"));
    assertThat(values(facts, "context", "owner")).isEmpty();
  }

  @Test
  void whenRulesGoRoundInCircles_thenItEnds() throws Exception {
    InputFacts facts =
        facts(
            "{}",
            """
            package a
            p := [p, q, input.x]
            q := {"k": p, "l": array.concat(p, q)}
            f(x) := f([x, input.y])
            r := f(f("c"))
            """);
    assertThat(facts.values()).isNotNull();
  }
}
