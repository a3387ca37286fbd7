package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OPA parses, and where it says that it cannot. */
class ParserConformanceTest {
  private static final int MAX_SHOWN = 40;
  private static final ParserOptions V1 =
      ParserOptions.V1.withBuiltins(
          Builtins.all().stream().map(Builtin::name).collect(Collectors.toSet()));

  @ParameterizedTest
  @ValueSource(strings = {"v1", "generated"})
  void whenOpaParses_thenSoDoWe(String folder) {
    List<String> failures = new ArrayList<>();
    int modules = 0;
    for (JsonNode node : ConformanceData.cases(folder)) {
      modules += node.path("modules").size();
      Set<String> errors = errors(node, V1);
      if (!errors.isEmpty()) {
        failures.add(describe(node, errors));
      }
    }
    report(folder, modules, failures);
  }

  @Test
  void whenOpaFormats_thenWeParse() {
    List<String> failures = new ArrayList<>();
    List<JsonNode> cases = ConformanceData.cases("fmt");
    for (JsonNode node : cases) {
      for (String side : List.of("in", "out")) {
        Diagnostics found = parse("m0.rego", node.path(side).asText(), V1.withMetadata(false));
        if (found.hasErrors()) {
          failures.add(found.all() + "\n" + node.path(side).asText());
        }
      }
    }
    report("fmt", 2 * cases.size(), failures);
  }

  @Test
  void whenOpaRefusesToParse_thenSoDoWeAtTheSameLines() {
    List<String> failures = new ArrayList<>();
    int refused = 0;
    for (JsonNode node : ConformanceData.cases("mutants")) {
      Set<String> expected = new TreeSet<>();
      for (JsonNode error : node.path("want_compile_errors")) {
        if (error.path("code").asText().equals("rego_parse_error")) {
          expected.add(error.path("file").asText() + ":" + error.path("row").asInt());
        }
      }
      refused += expected.isEmpty() ? 0 : 1;
      Set<String> actual = errors(node, V1.withTemplateStrings(false));
      if (!actual.equals(expected)) {
        failures.add("expected " + expected + " " + describe(node, actual));
      }
    }
    report("mutants", refused, failures);
  }

  private static void report(String folder, int count, List<String> failures) {
    System.out.println(folder + ": " + count + ", failed " + failures.size());
    assertThat(failures.stream().limit(MAX_SHOWN).toList()).isEmpty();
  }

  private static String describe(JsonNode node, Set<String> errors) {
    StringBuilder out = new StringBuilder(node.path("note").asText() + " " + errors);
    out.append(node.path("want_compile_errors")).append('\n');
    node.path("modules").forEach(m -> out.append(m.asText()).append("\n---\n"));
    return out.toString();
  }

  private static Set<String> errors(JsonNode node, ParserOptions options) {
    Set<String> rows = new TreeSet<>();
    int index = 0;
    for (JsonNode module : node.path("modules")) {
      parse("m" + index++ + ".rego", module.asText(), options)
          .all()
          .forEach(d -> rows.add(d.span().source().name() + ":" + d.span().line()));
    }
    return rows;
  }

  private static Diagnostics parse(String name, String text, ParserOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    RegoParser.parseModule(SourceText.of(name, text), options, diagnostics);
    return diagnostics;
  }
}
