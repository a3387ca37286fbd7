package io.eunomia.testkit.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What constructs of the language mean, from the source to the value that the engine gives: the
 * golden files beside this class, a topic each.
 */
class ProgramsTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final List<String> TOPICS =
      List.of(
          "basics",
          "heads",
          "functions",
          "with",
          "mocks",
          "every",
          "closures",
          "joins",
          "refs",
          "unification",
          "templates",
          "values",
          "modules",
          "metadata",
          "index");
  private static final PolicyEngine ENGINE =
      new PolicyEngine(
          Limits.defaults(),
          BuiltinRegistry.standard(),
          Clock.systemUTC(),
          PolicyEngine.Execution.INTERPRETED);

  /** For programs whose rules are to be computed ahead, as services have it. */
  private static final PolicyEngine COMPILED =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());

  @AfterAll
  static void close() {
    ENGINE.close();
    COMPILED.close();
  }

  static Stream<Arguments> programs() throws IOException {
    List<Arguments> programs = new ArrayList<>();
    for (String topic : TOPICS) {
      try (InputStream in = ProgramsTest.class.getResourceAsStream(topic + ".cases")) {
        String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        Program.read(text).forEach(program -> programs.add(Arguments.of(topic, program)));
      }
    }
    return programs.stream();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("programs")
  void whenAProgramIsCompiledAndEvaluated_thenItGivesWhatItMeans(String topic, Program program)
      throws JsonProcessingException {
    assertThat(answers(program))
        .as(topic + ": " + program)
        .containsExactlyElementsOf(
            program.expectations().stream().map(ProgramsTest::normal).toList());
  }

  /** The expectations that would hold. */
  static List<String> answers(Program program) {
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withCapabilities(Capabilities.all())
            .withStrictBuiltinErrors(program.options().contains("strict builtin errors"))
            .withEntrypoints(program.entrypoints());
    CompileResult compiled = RegoPolicyCompiler.compile(program.modules(), options);
    if (compiled.hasErrors()) {
      return compiled.diagnostics().stream()
          .map(
              d ->
                  "! %s %s:%d %s"
                      .formatted(d.code(), d.span().source().name(), d.span().line(), d.message()))
          .toList();
    }
    byte[] data = program.data().getBytes(StandardCharsets.UTF_8);
    PolicyEngine engine = program.options().contains("compiled") ? COMPILED : ENGINE;
    try (LoadedPolicy policy = engine.load(Objects.requireNonNull(compiled.wasm()), data)) {
      return program.expectations().stream().map(line -> answer(line, program, policy)).toList();
    }
  }

  private static String answer(String line, Program program, LoadedPolicy policy) {
    if (line.startsWith("! ")) {
      return "compiles";
    }
    String asked = "? " + line.split(" ", 3)[1];
    try {
      byte[] result =
          policy.evaluate(
              policy.entrypoint(Program.entrypoint(line)).orElseThrow(), bytes(program.input()));
      return result == null
          ? asked + " undefined"
          : asked + " = " + canonical(new String(result, StandardCharsets.UTF_8));
    } catch (EvaluationException e) {
      return asked + " error " + e.getMessage();
    }
  }

  static String normal(String expectation) {
    int value = expectation.indexOf(" = ");
    return value < 0 || expectation.startsWith("! ") || expectation.contains(" error ")
        ? expectation
        : expectation.substring(0, value + 3) + canonical(expectation.substring(value + 3));
  }

  private static String canonical(String json) {
    try {
      return JSON.writeValueAsString(JSON.treeToValue(JSON.readTree(json), Object.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + json, e);
    }
  }

  private static byte @Nullable [] bytes(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
