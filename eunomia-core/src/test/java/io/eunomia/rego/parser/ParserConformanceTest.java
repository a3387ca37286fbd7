package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OPA parses, and where it says that it cannot. */
class ParserConformanceTest {
  private static final int MAX_SHOWN = 40;
  private static final ParserOptions V1 =
      ParserOptions.V1.withBuiltins(
          Builtins.all().stream().map(Builtin::name).collect(Collectors.toSet()));

  /** The mutants' answers are of a version that did not know template strings. */
  private static final ParserOptions MUTANTS =
      V1.withLanguage(EnumSet.complementOf(EnumSet.of(LanguageFeature.TEMPLATE_STRINGS)), Set.of());

  @ParameterizedTest
  @ValueSource(strings = {"v1", "generated"})
  void whenOpaParses_thenSoDoWe(String folder) {
    List<String> failures = new ArrayList<>();
    for (JsonNode node : ConformanceData.cases(folder)) {
      List<Diagnostic> errors = errors(node, V1);
      if (!errors.isEmpty()) {
        failures.add(describe(node, errors));
      }
    }
    assertNone(failures);
  }

  @Test
  void whenOpaFormats_thenWeParse() {
    List<String> failures = new ArrayList<>();
    for (JsonNode node : ConformanceData.cases("fmt")) {
      for (String side : List.of("in", "out")) {
        Diagnostics found = new Diagnostics();
        parse("m0.rego", node.path(side).asText(), V1.withMetadata(false), found);
        if (found.hasErrors()) {
          failures.add(found.all() + "\n" + node.path(side).asText());
        }
      }
    }
    assertNone(failures);
  }

  @Test
  void whenOpaParsesQueriesAndInputTerms_thenSoDoWe() {
    List<String> failures = new ArrayList<>();
    for (String folder : List.of("v1", "mutants", "generated")) {
      for (JsonNode node : ConformanceData.cases(folder)) {
        Diagnostics found = new Diagnostics();
        RegoParser.parseQuery(SourceText.of("query", node.path("query").asText()), V1, found);
        if (node.has("input_term")) {
          RegoParser.parseTerm(SourceText.of("input", node.path("input_term").asText()), found);
        }
        if (found.hasErrors()) {
          failures.add(describe(node, found.all()));
        }
      }
    }
    assertNone(failures);
  }

  @Test
  void whenOpaRefusesToParse_thenSoDoWeAtTheSameLines() {
    List<String> failures = new ArrayList<>();
    for (JsonNode node : ConformanceData.cases("mutants")) {
      Set<String> expected = new TreeSet<>();
      for (JsonNode error : node.path("want_compile_errors")) {
        if (isParseError(error)) {
          expected.add(error.path("file").asText() + ":" + error.path("row").asInt());
        }
      }
      List<Diagnostic> errors = errors(node, MUTANTS);
      if (!places(errors).equals(expected)) {
        failures.add(describe(node, errors));
      }
    }
    assertNone(failures);
  }

  @Test
  void whenOpaRefusesToParse_thenOurMessagesAreAlmostAlwaysItsOwn() {
    List<String> different = new ArrayList<>();
    int count = 0;
    for (JsonNode node : ConformanceData.cases("mutants")) {
      Set<String> expected = new TreeSet<>();
      for (JsonNode error : node.path("want_compile_errors")) {
        expected.add(error.path("message").asText());
      }
      for (Diagnostic error : errors(node, MUTANTS)) {
        count++;
        // OPA 1.9, which answered, knew of no template strings, and so of none that are not
        // allowed.
        if (!expected.contains(error.message())
            && !error.message().startsWith("template strings are not supported")) {
          different.add(error.message() + " instead of " + expected);
        }
      }
    }
    assertThat(different).hasSizeLessThanOrEqualTo(count / 50);
  }

  private static void assertNone(List<String> failures) {
    assertThat(failures.stream().limit(MAX_SHOWN).toList()).as("%d", failures.size()).isEmpty();
  }

  private static boolean isParseError(JsonNode error) {
    return error.path("code").asText().equals(RegoParser.PARSE_ERROR);
  }

  private static String describe(JsonNode node, List<Diagnostic> errors) {
    StringBuilder out = new StringBuilder(node.path("note").asText()).append(' ').append(errors);
    out.append(" instead of ").append(node.path("want_compile_errors")).append('\n');
    node.path("modules").forEach(m -> out.append(m.asText()).append("\n---\n"));
    return out.toString();
  }

  private static Set<String> places(List<Diagnostic> errors) {
    return errors.stream()
        .map(d -> d.span().source().name() + ":" + d.span().line())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Diagnostic> errors(JsonNode node, ParserOptions options) {
    Diagnostics found = new Diagnostics();
    int index = 0;
    for (JsonNode module : node.path("modules")) {
      parse("m" + index++ + ".rego", module.asText(), options, found);
    }
    return found.all();
  }

  private static @Nullable Module parse(
      String name, String text, ParserOptions options, Diagnostics found) {
    return RegoParser.parseModule(SourceText.of(name, text), options, found);
  }
}
