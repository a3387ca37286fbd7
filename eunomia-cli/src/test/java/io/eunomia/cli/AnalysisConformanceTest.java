package io.eunomia.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
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
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the checks say of thousands of policies, which are small and strange: they come to an end
 * soon, and what they say never applies, or makes no difference, can be taken away.
 */
class AnalysisConformanceTest {
  private static final Path DATA =
      Path.of(System.getProperty("eunomia.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared/conformance");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(5);

  /** Of so many findings, one is tried: it takes two compilations. */
  private static final int SAMPLE = Integer.getInteger("eunomia.analysis.sample", 8);

  private static final Set<String> USELESS =
      Set.of("eunomia_contradiction", "eunomia_shadowed", "eunomia_duplicate");

  @ParameterizedTest
  @ValueSource(strings = {"v1", "generated"})
  void whenPoliciesAreStrange_thenWhatIsFoundIsSo(String folder) throws IOException {
    List<String> wrong = new ArrayList<>();
    int policies = 0;
    int findings = 0;
    int removed = 0;
    for (JsonNode example : cases(folder)) {
      List<SourceText> sources = sources(example);
      RegoPolicyOptions options = RegoPolicyOptions.defaults().withWasm(false);
      CompileResult compiled = RegoPolicyCompiler.compile(sources, options);
      if (compiled.hasErrors() || compiled.modules().isEmpty()) {
        continue;
      }
      policies++;
      long start = System.nanoTime();
      List<Finding> found =
          PolicyAnalysis.run(
              compiled.modules(), AnalysisOptions.defaults().withData(example.get("data")));
      if (Duration.ofNanos(System.nanoTime() - start).compareTo(LONG) > 0) {
        wrong.add(example.path("note").asText() + " takes too long");
      }
      for (Finding finding : found) {
        if (findings++ % SAMPLE != 0) {
          continue;
        }
        List<SourceText> without = without(finding, compiled.modules(), sources);
        if (without != null) {
          removed++;
          String before = evaluate(sources, example);
          String after = evaluate(without, example);
          // Without it, something else may not compile, which says nothing.
          if (!after.isEmpty() && !before.equals(after)) {
            wrong.add(
                example.path("note").asText()
                    + ": "
                    + finding.diagnostic()
                    + "\n"
                    + before
                    + "\n"
                    + after);
          }
        }
      }
    }
    assertThat(wrong)
        .as("%d policies, %d findings, %d of them taken away", policies, findings, removed)
        .isEmpty();
  }

  /** The sources without a definition that is useless, or {@code null} if that is no whole one. */
  private static @Nullable List<SourceText> without(
      Finding finding, List<Module> modules, List<SourceText> sources) {
    Diagnostic found = finding.diagnostic();
    if (!USELESS.contains(found.code())) {
      return null;
    }
    for (Module module : modules) {
      for (Rule rule : module.rules()) {
        Span span = rule.span();
        boolean alone =
            modules.stream()
                    .flatMap(each -> each.rules().stream())
                    .filter(
                        other -> other.head().ref().equals(rule.head().ref()) && !other.isDefault())
                    .count()
                == 1;
        boolean inIt =
            !alone
                && span.source().equals(found.span().source())
                && span.start() <= found.span().start()
                && found.span().end() <= span.end();
        if (inIt && rule.elses().isEmpty() && !rule.isDefault()) {
          return sources.stream().map(source -> without(span, source)).toList();
        }
      }
    }
    return null;
  }

  private static SourceText without(Span span, SourceText source) {
    String text = source.text();
    return source.equals(span.source())
        ? SourceText.of(
            source.name(), text.substring(0, span.start()) + "\n" + text.substring(span.end()))
        : source;
  }

  private static String evaluate(List<SourceText> sources, JsonNode example) {
    String entrypoint = example.path("query").asText().replaceFirst(" = x$", "");
    if (!entrypoint.matches("data(\\.\\w+)+")) {
      return "";
    }
    String name = entrypoint.substring("data.".length()).replace('.', '/');
    CompileResult compiled =
        RegoPolicyCompiler.compile(sources, RegoPolicyOptions.defaults().withEntrypoint(name));
    byte[] wasm = compiled.wasm();
    if (wasm == null) {
      return "";
    }
    JsonNode data = example.get("data");
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults(),
                BuiltinRegistry.standard(),
                Clock.systemUTC(),
                PolicyEngine.Execution.INTERPRETED);
        LoadedPolicy policy =
            engine.load(wasm, data == null ? new byte[] {'{', '}'} : bytes(data))) {
      JsonNode input = example.get("input");
      byte[] value =
          policy.evaluate(
              policy.entrypoint(name).orElseThrow(), input == null ? null : bytes(input));
      return value == null ? "undefined" : new String(value, StandardCharsets.UTF_8);
    } catch (EvaluationException | InvalidModuleException e) {
      return String.valueOf(e.getMessage()).replaceFirst("^\\S+:\\d+: ", "");
    }
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<SourceText> sources(JsonNode example) {
    List<SourceText> sources = new ArrayList<>();
    for (JsonNode module : example.path("modules")) {
      sources.add(SourceText.of("module" + sources.size() + ".rego", module.asText()));
    }
    return sources;
  }

  private static List<JsonNode> cases(String folder) throws IOException {
    Path path = DATA.resolve(folder);
    assumeTrue(Files.isDirectory(path), () -> "no conformance data at " + path);
    List<JsonNode> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.sorted().toList()) {
        if (file.toString().endsWith(".jsonl")) {
          for (String line : Files.readAllLines(file)) {
            cases.add(MAPPER.readTree(line));
          }
        } else {
          MAPPER.readTree(file.toFile()).forEach(cases::add);
        }
      }
    }
    return cases;
  }
}
