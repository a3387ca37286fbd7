package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Instrumentation;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.source.SourceText;
import io.eunomia.testkit.Examples.Request;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceEvent;
import io.eunomia.testkit.trace.TraceMode;
import io.eunomia.testkit.trace.TraceOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Policies that were not written for it, traced. */
class TracedEvaluationsTest {
  private static final Path GENERATED =
      Path.of(System.getProperty("eunomia.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolveSibling("shared/conformance/generated/generated.jsonl");

  /** Of so many generated policies one is traced. */
  private static final int SAMPLE = 25;

  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("unused") // read by name
  private static final List<String> SERVICES = Examples.SERVICES;

  private final Recorder recorder = new Recorder(new Printed());
  private final PolicyEngine engine =
      new PolicyEngine(
          Limits.defaults().withTimeout(Duration.ofSeconds(30)),
          recorder.with(BuiltinRegistry.standard()),
          Clock.systemUTC(),
          PolicyEngine.Execution.INTERPRETED,
          line -> {});

  @AfterEach
  void close() {
    engine.close();
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void whenExamplesAreTraced_thenTheyDecideAsWithoutTraces(String service) throws IOException {
    PolicySources sources = Examples.sources();
    EntrypointConvention convention = EntrypointConvention.of(service);
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withEntrypoints(List.of(convention.allow(), convention.denyReason()))
            .withBaseDocument(sources.document());
    byte[] data = bytes(sources.document());
    for (TraceMode mode : TraceMode.values()) {
      TraceInstrumentation told =
          new TraceInstrumentation(false, mode.hasValues(), UnaryOperator.identity());
      try (LoadedPolicy policy = load(sources.sourcesWithTests(), options, told, data)) {
        for (Request request : Examples.requests(service)) {
          Tracer.Traced allow =
              new Tracer(recorder, mode)
                  .trace(
                      policy, told.points(), convention.allow(), "allow", bytes(request.input()));
          assertThat(allow.isTrue()).as(request.name()).isEqualTo(request.allowed());
          assertNested(allow.trace(), mode);
        }
      }
    }
  }

  @Test
  void whenGeneratedPoliciesAreTraced_thenTheyGiveTheSameAsWithoutTraces() throws IOException {
    assumeTrue(Files.isRegularFile(GENERATED), "skipped: no " + GENERATED);
    List<String> lines = Files.readAllLines(GENERATED);
    int traced = 0;
    for (int i = 0; i < lines.size(); i += SAMPLE) {
      traced += trace(JSON.readTree(lines.get(i))) ? 1 : 0;
    }
    assertThat(traced).isGreaterThan(lines.size() / SAMPLE / 2);
  }

  /** Whether it is a case whose whole package is asked for, and which compiles. */
  private boolean trace(JsonNode test) throws IOException {
    if (!test.path("query").asText().equals("data.gen = x")) {
      return false;
    }
    List<SourceText> sources = new ArrayList<>();
    for (JsonNode module : test.path("modules")) {
      sources.add(SourceText.of("m" + sources.size() + ".rego", module.asText()));
    }
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults().withEntrypoint("gen").withBaseDocument(test.get("data"));
    TraceInstrumentation told = new TraceInstrumentation(false, true, UnaryOperator.identity());
    if (RegoPolicyCompiler.compile(sources, options).hasErrors()) {
      return false;
    }
    byte[] data = bytes(test.get("data"));
    byte[] input = test.has("input") ? bytes(test.get("input")) : null;
    try (LoadedPolicy plain = load(sources, options, null, data);
        LoadedPolicy telling = load(sources, options, told, data)) {
      String as = test.path("note").asText();
      assertThat(answer(telling, input)).as(as).isEqualTo(answer(plain, input));
      assertNested(
          new Tracer(recorder, TraceMode.DEBUG)
              .trace(telling, told.points(), "gen", "data.gen", input)
              .trace(),
          TraceMode.DEBUG);
    }
    return true;
  }

  private String answer(LoadedPolicy policy, byte @Nullable [] input) throws IOException {
    try {
      byte[] value = policy.evaluate(policy.entrypoint("gen").orElseThrow(), input);
      return value == null
          ? "undefined"
          : JSON.readTree(new String(value, StandardCharsets.UTF_8)).toString();
    } catch (EvaluationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private LoadedPolicy load(
      List<SourceText> sources,
      RegoPolicyOptions options,
      @Nullable Instrumentation instrumentation,
      byte[] data) {
    CompileResult compiled =
        RegoPolicyCompiler.compile(sources, options.withInstrumentation(instrumentation));
    assertThat(compiled.hasErrors()).as(compiled.diagnostics().toString()).isFalse();
    return engine.load(Objects.requireNonNull(compiled.wasm()), data);
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is entered is in the body around it, and what is said of a body is said inside of it. */
  private static void assertNested(EvaluationTrace trace, TraceMode mode) {
    List<Integer> open = new ArrayList<>();
    Map<String, Integer> pending = new HashMap<>();
    boolean all = mode == TraceMode.FULL || mode == TraceMode.DEBUG;
    for (TraceEvent event : trace.events()) {
      String as = event.toString();
      assertThat(event.depth()).as(as).isLessThanOrEqualTo(open.size());
      if (event.operation() == TraceOperation.ENTER) {
        open.subList(event.depth(), open.size()).clear();
        assertThat(event.parent()).as(as).isEqualTo(open.isEmpty() ? 0 : open.get(open.size() - 1));
        assertThat(open).as(as).doesNotContain(event.query());
        open.add(event.query());
        continue;
      }
      boolean redoOfBody =
          event.operation() == TraceOperation.REDO
              && event.depth() < open.size()
              && open.get(event.depth()) == event.query();
      open.subList(event.depth() + (redoOfBody ? 1 : 0), open.size()).clear();
      assertThat(open.get(open.size() - 1)).as(as).isEqualTo(event.query());
      String expression = event.query() + " " + event.row() + " " + event.text();
      if (event.operation() == TraceOperation.EVAL) {
        pending.merge(expression, 1, Integer::sum);
      } else if (event.operation() == TraceOperation.FAIL && all) {
        assertThat(pending.merge(expression, -1, Integer::sum)).as(as).isNotNegative();
      }
    }
  }
}
