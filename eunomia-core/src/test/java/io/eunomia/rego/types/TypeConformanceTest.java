package io.eunomia.rego.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.compiler.CompilerOptions;
import io.eunomia.rego.compiler.RegoCompiler;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OPA says of the types in real and in randomly broken policies, and what we say. */
class TypeConformanceTest {
  private static final String CODE = "rego_type_error";
  private static final Path DATA =
      Path.of(System.getProperty("eunomia.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared/conformance");
  private static final CompilerOptions OPTIONS =
      CompilerOptions.defaults().withCapabilities(Capabilities.all());

  @Test
  void whenOpaReportsTypeErrors_thenWeReportThoseAtTheSamePlaces() throws IOException {
    List<String> wrong = new ArrayList<>();
    int matched = 0;
    for (JsonNode example : cases("mutants")) {
      Set<String> want = wanted(example);
      if (want.isEmpty()) {
        continue;
      }
      Set<String> have = new TreeSet<>();
      compile(example).forEach(d -> have.add(place(d)));
      if (want.equals(have)) {
        matched++;
      } else {
        wrong.add(name(example) + ": want " + want + ", have " + have);
      }
    }
    assertThat(wrong).as("of %d", matched + wrong.size()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "generated", "mutants"})
  void whenOpaAcceptsTypes_thenSoDoWe(String folder) throws IOException {
    List<String> wrong = new ArrayList<>();
    int accepted = 0;
    for (JsonNode example : cases(folder)) {
      if (example.has("want_compile_errors")) {
        continue;
      }
      accepted++;
      compile(example).stream()
          .filter(d -> d.code().equals(CODE))
          .forEach(d -> wrong.add(name(example) + ": " + d + " " + d.hint()));
    }
    assertThat(wrong).as("of %d", accepted).isEmpty();
  }

  private static List<JsonNode> cases(String folder) throws IOException {
    Path root = DATA.resolve(folder);
    assumeTrue(Files.isDirectory(root), () -> "no conformance data at " + root);
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".jsonl")) {
          for (String line : Files.readAllLines(file)) {
            cases.add(mapper.readTree(line));
          }
        } else {
          mapper.readTree(file.toFile()).forEach(cases::add);
        }
      }
    }
    return cases;
  }

  private static String name(JsonNode example) {
    return example.path("note").asText()
        + " "
        + example.path("file").asText()
        + "/"
        + example.path("case").asText()
        + "/"
        + example.path("mutant").asText();
  }

  /** The places of errors, if some of them are of types: then OPA stopped there. */
  private static Set<String> wanted(JsonNode example) {
    Set<String> want = new TreeSet<>();
    boolean ofTypes = false;
    for (JsonNode error : example.path("want_compile_errors")) {
      String code = error.path("code").asText();
      ofTypes |= code.equals(CODE);
      want.add(code + " " + error.path("file").asText() + ":" + error.path("row").asInt());
    }
    return ofTypes ? want : Set.of();
  }

  private static String place(Diagnostic error) {
    return error.code() + " " + error.span().source().name() + ":" + error.span().line();
  }

  private static List<Diagnostic> compile(JsonNode example) {
    Diagnostics diagnostics = new Diagnostics();
    List<Module> modules = new ArrayList<>();
    for (JsonNode text : example.path("modules")) {
      SourceText source = SourceText.of("m" + modules.size() + ".rego", text.asText());
      Module module = RegoParser.parseModule(source, ParserOptions.V1, diagnostics);
      if (module == null) {
        return diagnostics.all();
      }
      modules.add(module);
    }
    if (example.has("want_compile_errors")) {
      // A query is compiled after the modules: what is wrong with it is not said along with theirs.
      RegoCompiler.compile(modules, OPTIONS, diagnostics);
    }
    if (!diagnostics.hasErrors()) {
      modules.add(query(example.path("query").asText(), diagnostics));
      RegoCompiler.compile(modules, OPTIONS, diagnostics);
    }
    return diagnostics.all();
  }

  /** A module without a name that asks the query. */
  private static Module query(String text, Diagnostics diagnostics) {
    SourceText source = SourceText.of("", text);
    Span all = source.span(0, text.length());
    List<Expr> body = RegoParser.parseQuery(source, ParserOptions.V1, diagnostics);
    assertThat(body).as(text).isNotNull();
    Var data = new Var("data", all);
    Ref path = new Ref(data, List.of(StringTerm.of("the query's own", all)), all);
    Ref ref = new Ref(new Var("result", all), List.of(), all);
    Head head = new Head(ref, null, null, new BooleanTerm(true, all), true, true, all);
    Rule rule = new Rule(false, head, body == null ? List.of() : body, List.of(), all);
    return new Module(path, List.of(), List.of(rule), List.of(), List.of(), RegoVersion.V1, all);
  }
}
