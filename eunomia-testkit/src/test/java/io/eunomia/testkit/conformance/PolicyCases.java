package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.query.QueryModule;
import io.eunomia.rego.query.TopLevel;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Runs cases that have modules: through our compiler, as WebAssembly, in our engine. */
final class PolicyCases {
  private static final String QUERY = "query";
  private static final String UNBOUND = "var requires evaluation";

  private final ObjectMapper json;
  private final Modules modules;

  PolicyCases(ObjectMapper json, Modules modules) {
    this.json = json;
    this.modules = modules;
  }

  Verdict run(Case which) throws IOException {
    JsonNode test = which.json();
    // OPA 1.9, which answered all but the official cases, had no template strings yet.
    Capabilities capabilities =
        which.folder().equals("v1")
            ? Capabilities.all()
            : Capabilities.all().withoutFeature(Capabilities.TEMPLATE_STRINGS);
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withCapabilities(capabilities)
            .withBaseDocument(test.get("data"))
            .withStrictBuiltinErrors(test.path("strict_error").asBoolean());
    ParserOptions parsing = RegoPolicyCompiler.parserOptions(options);
    List<SourceText> sources = new ArrayList<>();
    int number = 0;
    for (JsonNode module : test.path("modules")) {
      sources.add(SourceText.of("m" + number++ + ".rego", module.asText()));
    }
    Diagnostics inQuery = new Diagnostics();
    QueryModule query =
        QueryModule.conditions(
            SourceText.of(QUERY, test.path("query").asText()),
            TopLevel.of(sources, parsing, test.path("data")),
            parsing,
            inQuery);
    if (query == null) {
      return refused(test, inQuery.all());
    }
    sources.add(query.source());
    CompileResult compiled =
        RegoPolicyCompiler.compile(sources, options.withEntrypoint(query.entrypoint()));
    if (compiled.hasErrors()) {
      return refused(test, query.inQuery(compiled.diagnostics()));
    }
    return evaluated(test, query, Objects.requireNonNull(compiled.wasm()));
  }

  private static Verdict refused(JsonNode test, List<Diagnostic> diagnostics) {
    if (test.has("want_compile_errors")) {
      TreeSet<String> wanted = new TreeSet<>();
      test.get("want_compile_errors")
          .forEach(
              e ->
                  wanted.add(
                      e.path("code").asText()
                          + " "
                          + e.path("file").asText()
                          + ":"
                          + e.path("row").asText()));
      SortedSet<String> got = errors(diagnostics);
      return wanted.equals(got)
          ? Verdict.PASSED
          : Verdict.failed("wanted " + test.get("want_compile_errors") + " got " + diagnostics);
    }
    String code = test.path("want_error_code").asText();
    if (diagnostics.stream().anyMatch(d -> d.code().equals(code))) {
      return Verdict.PASSED;
    }
    return Verdict.failed("does not compile: " + diagnostics);
  }

  /**
   * The errors as OPA counts them: a query is compiled after the modules, so its errors are there
   * only if they have none, and it is a text without a name.
   */
  private static SortedSet<String> errors(List<Diagnostic> diagnostics) {
    TreeSet<String> ofModules = new TreeSet<>();
    TreeSet<String> ofQuery = new TreeSet<>();
    for (Diagnostic d : diagnostics) {
      if (d.severity() == Severity.ERROR) {
        String file = d.span().source().name();
        if (file.equals(QUERY)) {
          ofQuery.add(d.code() + " :" + d.span().line());
        } else {
          ofModules.add(d.code() + " " + file + ":" + d.span().line());
        }
      }
    }
    return ofModules.isEmpty() ? ofQuery : ofModules;
  }

  private Verdict evaluated(JsonNode test, QueryModule query, byte[] wasm) throws IOException {
    String data = test.has("data") ? test.get("data").toString() : "{}";
    String input = test.has("input") ? test.get("input").toString() : null;
    if (test.has("input_term")) {
      input = InputTerm.json(test.get("input_term").asText());
      if (input == null) {
        return Verdict.unsupported("an input that JSON cannot express");
      }
    }
    String result;
    try {
      result = modules.evaluate(wasm, data, query.entrypoint(), input);
    } catch (InvalidModuleException e) {
      return Verdict.unsupported(String.valueOf(e.getMessage()));
    } catch (EvaluationException e) {
      return failedEvaluation(test, String.valueOf(e.getMessage()));
    }
    if (test.has("want_compile_errors")) {
      return Verdict.failed("compiles, but OPA says " + test.get("want_compile_errors"));
    }
    if (test.has("want_error_code") || test.has("want_error")) {
      return Verdict.failed("wanted an error, got " + result);
    }
    boolean sort = test.path("sort_bindings").asBoolean();
    SortedSet<String> wanted = Rows.canonical(test.path("want_result"), sort);
    SortedSet<String> got = Rows.canonical(rows(result), sort);
    return wanted.equals(got) ? Verdict.PASSED : Verdict.failed("wanted " + wanted + " got " + got);
  }

  private ArrayNode rows(@Nullable String results) throws IOException {
    ArrayNode rows = json.createArrayNode();
    json.readTree(results == null ? "[]" : results)
        .forEach(result -> rows.add(result.get(QueryModule.BINDINGS)));
    return rows;
  }

  private static Verdict failedEvaluation(JsonNode test, String message) {
    if (message.contains(UNBOUND)
        && test.path("want_compile_errors").path(0).path("message").asText().equals(UNBOUND)) {
      // It has no code and no place: OPA's comes from the evaluation, too.
      return Verdict.PASSED;
    }
    String code = test.path("want_error_code").asText();
    String wanted = test.path("want_error").asText().replaceFirst("^\\S+\\.rego:\\d+: ", "");
    if (!(code + wanted).isEmpty() && message.contains(code) && message.contains(wanted)) {
      return Verdict.PASSED;
    }
    return Verdict.failed("wanted '" + code + " " + wanted + "' got the error " + message);
  }
}
