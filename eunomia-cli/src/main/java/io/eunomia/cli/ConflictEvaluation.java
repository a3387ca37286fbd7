package io.eunomia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.analysis.ConflictTrial;
import io.eunomia.rego.analysis.logic.Example;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates examples of conflicts on the compiled policies. They are compiled once for all of them,
 * and only if there is one.
 */
final class ConflictEvaluation implements ConflictTrial {
  private static final String PACKAGE = "eunomia_trial";
  private static final String CONFLICT = "eval_conflict_error";

  private final List<SourceText> sources;
  private final RegoPolicyOptions options;
  private final JsonNode data;
  private final BuiltinRegistry builtins;

  /**
   * @param sources the policies, and their tests
   * @param options how they are compiled
   * @param data the data beside them
   * @param builtins what they may call on the host
   */
  ConflictEvaluation(
      List<SourceText> sources,
      RegoPolicyOptions options,
      JsonNode data,
      BuiltinRegistry builtins) {
    this.sources = List.copyOf(sources);
    this.options = options;
    this.data = data;
    this.builtins = builtins;
  }

  @Override
  public Set<Example> conflicting(List<Example> examples) {
    Map<String, String> names = new LinkedHashMap<>();
    StringBuilder module = new StringBuilder("package " + PACKAGE + "\n");
    for (Example example : examples) {
      if (!names.containsKey(example.rule())) {
        String name = "trial" + names.size();
        names.put(example.rule(), name);
        module.append('\n').append(rule(name, example)).append('\n');
      }
    }
    CompileResult compiled = compile(SourceText.of(PACKAGE, module.toString()), names.values());
    byte[] wasm = compiled.wasm();
    if (wasm == null) {
      return Set.of();
    }
    Set<Example> conflicting = new HashSet<>();
    byte[] document = data.toString().getBytes(StandardCharsets.UTF_8);
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults(),
                builtins,
                Clock.systemUTC(),
                PolicyEngine.Execution.INTERPRETED);
        LoadedPolicy policy = engine.load(wasm, document)) {
      for (Example example : examples) {
        int entrypoint = policy.entrypoint(PACKAGE + "/" + names.get(example.rule())).orElseThrow();
        if (conflicts(policy, entrypoint, example)) {
          conflicting.add(example);
        }
      }
    } catch (InvalidModuleException e) {
      // The policies call what this host does not have: nothing can be shown.
      return Set.of();
    }
    return conflicting;
  }

  private CompileResult compile(SourceText trial, Iterable<String> names) {
    List<SourceText> all = new ArrayList<>(sources);
    all.add(trial);
    RegoPolicyOptions how =
        options
            .withStrict(false)
            .withWasm(true)
            .withBaseDocument(data)
            .withEntrypoints(List.of())
            .withFileVersions(versions());
    for (String name : names) {
      how = how.withEntrypoint(PACKAGE + "/" + name);
    }
    return RegoPolicyCompiler.compile(all, how);
  }

  private Map<String, RegoVersion> versions() {
    Map<String, RegoVersion> versions = new LinkedHashMap<>(options.fileVersions());
    versions.put(PACKAGE, RegoVersion.V1);
    return versions;
  }

  /** A rule that asks for the value, with arguments and input from its own input. */
  private static String rule(String name, Example example) {
    StringBuilder body = new StringBuilder();
    List<String> arguments = new ArrayList<>();
    int count = example.arguments() == null ? 0 : example.arguments().size();
    for (int i = 0; i < count; i++) {
      arguments.add("argument" + i);
      body.append("\targument" + i + " := input.arguments[" + i + "]\n");
    }
    String query =
        example.rule()
            + (example.arguments() == null ? "" : "(" + String.join(", ", arguments) + ")");
    body.append("\tvalue := ").append(query).append(" with input as input.input\n");
    return name + " := value if {\n" + body + "}";
  }

  private static boolean conflicts(LoadedPolicy policy, int entrypoint, Example example) {
    ObjectNode input = JsonNodeFactory.instance.objectNode();
    input.set("arguments", example.arguments());
    input.set("input", example.input() == null ? input.objectNode() : example.input());
    try {
      policy.evaluate(entrypoint, input.toString().getBytes(StandardCharsets.UTF_8));
      return false;
    } catch (EvaluationException e) {
      StoppedEvaluation stopped = StoppedEvaluation.of(e);
      return stopped.code().equals(CONFLICT) && isAt(stopped.place(), example.places());
    }
  }

  /** The evaluation says which definition was the one too many. */
  private static boolean isAt(StoppedEvaluation.@Nullable Place place, List<Span> definitions) {
    return place != null
        && definitions.stream()
            .anyMatch(
                span ->
                    span.source().name().equals(place.file())
                        && span.line() <= place.row()
                        && place.row() <= span.source().line(span.end()));
  }
}
