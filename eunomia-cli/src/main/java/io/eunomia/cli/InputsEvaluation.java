package io.eunomia.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.DataFormat;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.testkit.StoppedEvaluation;
import io.eunomia.testkit.report.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Asks one entrypoint for many inputs. */
final class InputsEvaluation {
  private final EvalSource source;
  private final RegoPolicyOptions options;
  private final Limits limits;
  private final BuiltinRegistry builtins;

  private long evaluations;
  private long nanos;
  private boolean anyInvalid;
  private boolean anyFailed;

  InputsEvaluation(
      EvalSource source, RegoPolicyOptions options, Limits limits, BuiltinRegistry builtins) {
    this.builtins = builtins;
    this.source = source;
    this.options = options;
    this.limits = limits;
  }

  int run(@Nullable String asked, InputStream inputs, String file, PrintWriter out, PrintWriter err)
      throws IOException {
    String entrypoint = asked == null ? source.defaultEntrypoint() : asked;
    byte[] data = source.document().toString().getBytes(StandardCharsets.UTF_8);
    try (PolicyEngine engine = new PolicyEngine(limits, builtins, Clock.systemUTC());
        LoadedPolicy policy = engine.load(wasm(entrypoint), data)) {
      lines(policy, number(policy, entrypoint), inputs, file, out);
    } catch (InvalidModuleException e) {
      throw CommandException.invalidInput(source.name() + ": " + e.getMessage());
    }
    out.flush();
    err.println(rate());
    return anyInvalid ? ExitCode.INVALID_INPUT : anyFailed ? ExitCode.FAILED : ExitCode.DONE;
  }

  private byte[] wasm(@Nullable String entrypoint) {
    if (source.wasm() != null) {
      return source.wasm().bytes();
    }
    if (source.sources().isEmpty()) {
      throw CommandException.invalidInput("there is no policy to ask: give -b or -d");
    }
    RegoPolicyOptions wanted = options.withBaseDocument(source.document());
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            source.sources(), entrypoint == null ? wanted : wanted.withEntrypoint(entrypoint));
    if (compiled.hasErrors()) {
      throw CommandException.findings(compiled.diagnostics());
    }
    return Objects.requireNonNull(compiled.wasm());
  }

  private static int number(LoadedPolicy policy, @Nullable String entrypoint) {
    OptionalInt number =
        entrypoint != null
            ? policy.entrypoint(entrypoint)
            : policy.entrypoints().size() == 1 ? OptionalInt.of(0) : OptionalInt.empty();
    return number.orElseThrow(
        () ->
            CommandException.usage(
                (entrypoint == null ? "name an entrypoint with -e" : "no entrypoint " + entrypoint)
                    + ": there are "
                    + Words.list(policy.entrypoints().keySet())));
  }

  private void lines(
      LoadedPolicy policy, int entrypoint, InputStream inputs, String file, PrintWriter out)
      throws IOException {
    // Bytes that are not UTF-8 must not become other characters in silence.
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(inputs, StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    long number = 0;
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          line(policy, entrypoint, line, file + ":" + number, out);
        }
      }
    } catch (CharacterCodingException e) {
      throw CommandException.invalidInput(file + ":" + (number + 1) + ": is not UTF-8");
    }
  }

  private void line(
      LoadedPolicy policy, int entrypoint, String line, String place, PrintWriter out) {
    byte[] input = line.getBytes(StandardCharsets.UTF_8);
    try {
      DataFormat.JSON.parse(input);
    } catch (JsonProcessingException e) {
      anyInvalid = true;
      out.println(error("invalid_input", place + ": is not JSON: " + firstLine(e)));
      return;
    }
    long start = System.nanoTime();
    try {
      byte[] value = policy.evaluate(entrypoint, input);
      count(start);
      if (value == null) {
        out.println("{}");
      } else {
        out.append("{\"result\": ").append(new String(value, StandardCharsets.UTF_8)).println("}");
      }
    } catch (EvaluationException e) {
      count(start);
      anyFailed = true;
      out.println(error(StoppedEvaluation.of(e).code(), place + ": " + e.getMessage()));
    }
  }

  private void count(long start) {
    nanos += System.nanoTime() - start;
    evaluations++;
  }

  private static ObjectNode error(String code, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("code", code).put("message", message);
    return json;
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  private String rate() {
    if (evaluations == 0) {
      return "no evaluation";
    }
    return String.format(
        Locale.ROOT,
        "%s in %s: %.0f a second, %.1f µs each",
        Words.count(evaluations, "evaluation"),
        Words.time(Duration.ofNanos(nanos)),
        evaluations * 1e9 / Math.max(1, nanos),
        nanos / 1e3 / evaluations);
  }
}
