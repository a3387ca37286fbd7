package io.eunomia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.BundleFile;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Parsing;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.DocumentReader;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.query.QueryModule;
import io.eunomia.rego.query.TopLevel;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import io.eunomia.testkit.StoppedEvaluation;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates one query, once. */
final class QueryEvaluation {
  /** What comes out: JSON as OPA prints it, and diagnostics. */
  record Outcome(ObjectNode json, List<Diagnostic> diagnostics) {}

  private final EvalSource source;
  private final RegoPolicyOptions options;
  private final Limits limits;
  private final BuiltinRegistry builtins;
  private final Consumer<String> prints;

  /**
   * @param builtins what policies may call on the host
   * @param prints gets the lines that policies print, if the options keep that
   */
  QueryEvaluation(
      EvalSource source,
      RegoPolicyOptions options,
      Limits limits,
      BuiltinRegistry builtins,
      Consumer<String> prints) {
    this.prints = prints;
    this.builtins = builtins;
    this.source = source;
    this.options = options;
    this.limits = limits;
  }

  Outcome evaluate(String text, byte @Nullable [] input) throws IOException {
    SourceText query = SourceText.of("query", text);
    if (source.sources().isEmpty() && source.wasm() != null) {
      return ofModule(query, source.wasm(), input);
    }
    Parsing parsing = Parsing.of(options);
    Diagnostics diagnostics = new Diagnostics();
    QueryModule module =
        QueryModule.values(
            query,
            TopLevel.of(source.sources(), parsing::of, source.document()),
            parsing.ofQuery(),
            diagnostics);
    if (module == null) {
      return refused(diagnostics.all());
    }
    List<SourceText> sources = new ArrayList<>(source.sources());
    sources.add(module.source());
    CompileResult compiled =
        RegoPolicyCompiler.compile(
            sources,
            options.withEntrypoint(module.entrypoint()).withBaseDocument(source.document()));
    List<Diagnostic> found = module.inQuery(compiled.diagnostics());
    if (compiled.hasErrors()) {
      return refused(found);
    }
    byte[] wasm = Objects.requireNonNull(compiled.wasm());
    JsonNode results;
    try {
      results = value(wasm, module.entrypoint(), input);
    } catch (EvaluationException | InvalidModuleException e) {
      return failed(e);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (results != null && !results.isEmpty()) {
      ArrayNode rows = json.putArray("result");
      results.forEach(result -> rows.add(row(module.expressions(), result)));
    }
    return new Outcome(json, found);
  }

  /** A bundle without sources can be asked for its entrypoints only. */
  private Outcome ofModule(SourceText query, BundleFile wasm, byte @Nullable [] input)
      throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    List<Expr> expressions = RegoParser.parseQuery(query, ParserOptions.V1, diagnostics);
    if (expressions == null) {
      return refused(diagnostics.all());
    }
    String entrypoint = entrypoint(expressions);
    if (entrypoint == null) {
      throw CommandException.usage(
          "the bundle has no sources: only its entrypoints can be asked for, as in data.a.b");
    }
    JsonNode value;
    try {
      value = value(wasm.bytes(), entrypoint, input);
    } catch (EvaluationException | InvalidModuleException e) {
      return failed(e);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (value != null) {
      ObjectNode result = JsonNodeFactory.instance.objectNode();
      result.putArray(QueryModule.VALUES).add(value);
      json.putArray("result").add(row(expressions, result));
    }
    return new Outcome(json, List.of());
  }

  private static @Nullable String entrypoint(List<Expr> query) {
    return query.size() == 1
            && query.get(0) instanceof Expr.Literal literal
            && !literal.negated()
            && literal.withs().isEmpty()
            && literal.term() instanceof Ref ref
            && ref.startsWith("data")
            && ref.path().stream().allMatch(StringTerm.class::isInstance)
        ? ref.path().stream()
            .map(step -> ((StringTerm) step).value())
            .collect(Collectors.joining("/"))
        : null;
  }

  private @Nullable JsonNode value(byte[] wasm, String entrypoint, byte @Nullable [] input)
      throws IOException {
    try (PolicyEngine engine =
            new PolicyEngine(limits, builtins, Clock.systemUTC(), Execution.INTERPRETED, prints);
        LoadedPolicy policy =
            engine.load(wasm, source.document().toString().getBytes(StandardCharsets.UTF_8))) {
      int number =
          policy
              .entrypoint(entrypoint)
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          "there is no entrypoint "
                              + entrypoint
                              + ", only "
                              + Words.list(policy.entrypoints().keySet())));
      byte[] value = policy.evaluate(number, input);
      return value == null ? null : DocumentReader.read("the result", value);
    }
  }

  private static ObjectNode row(List<Expr> expressions, JsonNode result) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    ArrayNode values = row.putArray("expressions");
    for (int i = 0; i < expressions.size(); i++) {
      Span span = expressions.get(i).span();
      ObjectNode expression = values.addObject();
      expression.set("value", result.get(QueryModule.VALUES).get(i));
      expression.put("text", span.text());
      expression.putObject("location").put("row", span.line()).put("col", span.column());
    }
    JsonNode bindings = result.path(QueryModule.BINDINGS);
    if (!bindings.isEmpty()) {
      row.set("bindings", bindings);
    }
    return row;
  }

  private static Outcome refused(List<Diagnostic> diagnostics) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode errors = json.putArray("errors");
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == Severity.ERROR) {
        Span span = diagnostic.span();
        errors
            .addObject()
            .put("message", diagnostic.message())
            .put("code", diagnostic.code())
            .putObject("location")
            .put("file", span.source().name())
            .put("row", span.line())
            .put("col", span.column());
      }
    }
    return new Outcome(json, diagnostics);
  }

  private static Outcome failed(RuntimeException e) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("errors").add(StoppedEvaluation.of(e).json());
    return new Outcome(json, List.of());
  }
}
