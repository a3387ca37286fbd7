package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OPA compiles, and what it says of what it does not. */
class CompilerConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_SHOWN = 60;
  private static final ParserOptions PARSING =
      ParserOptions.V1.withBuiltins(
          Builtins.all().stream().map(Builtin::name).collect(Collectors.toSet()));

  /** What compiling the modules of a case gives. */
  private record Outcome(Set<String> errors, String text, List<String> problems) {}

  @ParameterizedTest
  @ValueSource(strings = {"v1", "generated"})
  void whenOpaCompiles_thenSoDoWe(String folder) {
    List<String> failures = new ArrayList<>();
    for (JsonNode node : cases(folder)) {
      Outcome outcome = compile(node);
      if (!outcome.errors.isEmpty() || !outcome.problems.isEmpty()) {
        failures.add(describe(node, outcome));
      }
    }
    System.out.println(folder + ": failed " + failures.size());
    assertThat(failures.stream().limit(MAX_SHOWN).toList()).isEmpty();
  }

  @Test
  void whenOpaRefuses_thenSoDoWeAtTheSameLines() {
    Map<String, int[]> byCode = new TreeMap<>();
    List<String> failures = new ArrayList<>();
    for (JsonNode node : cases("mutants")) {
      Set<String> expected = new TreeSet<>();
      String code = "none";
      boolean ofCompiler = true;
      for (JsonNode error : node.path("want_compile_errors")) {
        code = error.path("code").asText();
        // What is wrong with a query, or does not parse, is for other tests.
        ofCompiler &= !error.path("file").asText().isEmpty() && !code.equals("rego_parse_error");
        expected.add(code + " " + error.path("file").asText() + ":" + error.path("row").asInt());
      }
      if (!ofCompiler) {
        continue;
      }
      Outcome outcome = compile(node);
      int[] counts = byCode.computeIfAbsent(code, key -> new int[2]);
      counts[1]++;
      if (outcome.errors.equals(expected) && outcome.problems.isEmpty()) {
        counts[0]++;
      } else if (!isKnown(node, outcome)) {
        failures.add("expected " + expected + " " + describe(node, outcome));
      }
    }
    byCode.forEach((code, n) -> System.out.println(code + ": " + n[0] + " of " + n[1]));
    assertThat(failures.stream().limit(MAX_SHOWN).toList()).isEmpty();
  }

  /**
   * OPA lets a head pass whose variable nothing binds if it is called {@code __local0__}, and gives
   * a row without its value; we refuse it. And OPA takes what a call of an unsafe set would bind as
   * bound.
   */
  private static boolean isKnown(JsonNode node, Outcome outcome) {
    boolean acceptedByOpa = !node.has("want_compile_errors");
    boolean ofGeneratedNames =
        outcome
            .text
            .lines()
            .allMatch(
                line -> line.matches(".* rego_unsafe_var_error: var __local\\d+__ is unsafe"));
    return (acceptedByOpa && ofGeneratedNames)
        || node.path("file").asText().equals("test-netcidrcontainsmatches-0110");
  }

  private static String describe(JsonNode node, Outcome outcome) {
    StringBuilder out = new StringBuilder(node.path("file").asText());
    out.append(' ').append(node.path("note").asText()).append(" got ").append(outcome.errors);
    out.append('\n').append(outcome.text).append(outcome.problems).append('\n');
    out.append(node.path("want_compile_errors")).append('\n');
    node.path("modules").forEach(m -> out.append(m.asText()).append("\n---\n"));
    return out.toString();
  }

  private static Outcome compile(JsonNode node) {
    Diagnostics diagnostics = new Diagnostics();
    List<Module> modules = new ArrayList<>();
    int index = 0;
    for (JsonNode text : node.path("modules")) {
      SourceText source = SourceText.of("m" + index++ + ".rego", text.asText());
      Module module = RegoParser.parseModule(source, PARSING, diagnostics);
      if (module != null) {
        modules.add(module);
      }
    }
    List<String> problems = List.of();
    if (!diagnostics.hasErrors()) {
      JsonNode data = node.has("data") ? node.path("data") : null;
      CompilerOptions options =
          CompilerOptions.defaults()
              .withCapabilities(Capabilities.all())
              .withBaseDocument(node.has("want_compile_errors") ? data : null);
      Program program = RegoCompiler.compile(modules, options, diagnostics);
      if (program != null) {
        problems = NormalFormCheck.problems(program);
      }
    }
    Set<String> errors = new TreeSet<>();
    StringBuilder text = new StringBuilder();
    for (Diagnostic d : diagnostics.all()) {
      errors.add(d.code() + " " + d.span().source().name() + ":" + d.span().line());
      text.append(d).append('\n');
    }
    return new Outcome(errors, text.toString(), problems);
  }

  /** All cases of a folder, in the order of the files' names. */
  private static List<JsonNode> cases(String folder) {
    Path project = Path.of(System.getProperty("eunomia.root", "..")).toAbsolutePath().normalize();
    Path directory = project.resolveSibling("shared").resolve("conformance").resolve(folder);
    assumeTrue(Files.isDirectory(directory), "no conformance data at " + directory);
    try (Stream<Path> files = Files.list(directory)) {
      List<JsonNode> cases = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".json")) {
          JSON.readTree(file.toFile()).forEach(cases::add);
        } else {
          for (String line : Files.readAllLines(file)) {
            cases.add(JSON.readTree(line));
          }
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
