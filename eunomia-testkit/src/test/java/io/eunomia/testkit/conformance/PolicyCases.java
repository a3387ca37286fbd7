package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Instrumentation;
import io.eunomia.compile.Parsing;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.query.QueryModule;
import io.eunomia.rego.query.TopLevel;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cases that have modules: through our compiler. */
final class PolicyCases implements Kind {
  private static final String QUERY = "query";
  private static final String UNBOUND = "var requires evaluation";

  private final ObjectMapper json;
  private final OptimizationLevel level;
  private final @Nullable Instrumentation instrumentation;

  PolicyCases(
      ObjectMapper json, OptimizationLevel level, @Nullable Instrumentation instrumentation) {
    this.json = json;
    this.level = level;
    this.instrumentation = instrumentation;
  }

  @Override
  public Object compilationKey(Case which) {
    // What is asked, and of what is wanted that which the compiler alone may decide.
    List<JsonNode> key = new ArrayList<>();
    for (String field :
        List.of(
            "modules", "query", "data", "strict_error", "want_compile_errors", "want_error_code")) {
      key.add(which.json().path(field));
    }
    return List.of(which.folder(), key);
  }

  @Override
  public Compilation compile(Case which) throws IOException {
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
            .withOptimization(level)
            .withInstrumentation(instrumentation)
            .withStrictBuiltinErrors(test.path("strict_error").asBoolean());
    Parsing parsing = Parsing.of(options);
    List<SourceText> sources = new ArrayList<>();
    int number = 0;
    for (JsonNode module : test.path("modules")) {
      sources.add(SourceText.of("m" + number++ + ".rego", module.asText()));
    }
    Diagnostics inQuery = new Diagnostics();
    QueryModule query =
        QueryModule.conditions(
            SourceText.of(QUERY, test.path("query").asText()),
            TopLevel.of(sources, parsing::of, test.path("data")),
            parsing.ofQuery(),
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
    if (test.has("want_compile_errors") && !wantsUnbound(test)) {
      return new Compilation.Decided(
          Verdict.failed("compiles, but OPA says " + test.get("want_compile_errors")));
    }
    Program program =
        new Program(
            Objects.requireNonNull(compiled.wasm()),
            test,
            query.entrypoint(),
            Objects.requireNonNull(compiled.plan()));
    return new Compilation.Askable(Map.of(Abi.EUNOMIA, program, Abi.OPA, program));
  }

  @Override
  public @Nullable Input input(Case which) {
    return Input.of(which.json());
  }

  @Override
  public Verdict judge(Case which, Abi abi, Answer answer) throws IOException {
    if (answer instanceof Answer.Unfit unfit) {
      return Verdict.unsupported(unfit.reason());
    }
    Expectation wanted = new Expectation(which.json(), which.json().path("want_result"));
    if (wantsUnbound(which.json())) {
      return answer instanceof Answer.Failure failure && failure.message().contains(UNBOUND)
          ? Verdict.PASSED
          : Verdict.failed("wanted '" + UNBOUND + "', got " + answer);
    }
    if (answer instanceof Answer.Failure failure) {
      return wanted.failure(failure.message());
    }
    Answer.Result result = (Answer.Result) answer;
    JsonNode value = json.readTree(result.json() == null ? "[]" : result.json());
    return wanted.rows(rows(abi == Abi.OPA ? value.path(0).path("result") : value));
  }

  /** An error without a code and a place: OPA's comes from the evaluation. */
  private static boolean wantsUnbound(JsonNode test) {
    return test.path("want_compile_errors").path(0).path("message").asText().equals(UNBOUND);
  }

  private ArrayNode rows(JsonNode results) {
    ArrayNode rows = json.createArrayNode();
    results.forEach(result -> rows.add(result.get(QueryModule.BINDINGS)));
    return rows;
  }

  private static Compilation refused(JsonNode test, List<Diagnostic> diagnostics) {
    return new Compilation.Decided(refusal(test, diagnostics));
  }

  private static Verdict refusal(JsonNode test, List<Diagnostic> diagnostics) {
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
}
