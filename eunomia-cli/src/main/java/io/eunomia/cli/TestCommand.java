package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.cli.text.Words;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia test}. */
@Command(
    name = "test",
    description = {
      "Runs the rules test_* of *_test.rego and the services' fixtures, on compiled WebAssembly.",
      "Finding no test is a failure.",
    })
final class TestCommand extends PolicyCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A directory of services, or any files and directories.")
  private List<Path> paths;

  @Option(
      names = "--run",
      paramLabel = "REGEX",
      defaultValue = "",
      description = "Only tests in whose names this matches.")
  private Pattern run;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print the tests that passed, too, and what they printed.")
  private boolean verbose;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Override
  public Integer call() throws IOException {
    PolicySources sources = PolicyLoader.withDefaults().withVersion(version()).load(paths);
    BuiltinRegistry builtins = builtins();
    TestOptions options =
        TestOptions.defaults().withBuiltins(builtins).withRego(rego(builtins)).withRun(run);
    TestReport report = PolicyTests.run(sources, options);
    if (format == OutputFormat.JSON) {
      out().println(JsonPrinter.print(json(report)));
    } else {
      print(report.diagnostics());
      text(report);
    }
    if (report.results().isEmpty() && !report.hasErrors()) {
      throw CommandException.failed("no test found in " + Words.list(paths));
    }
    return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void text(TestReport report) {
    for (TestResult result : report.results()) {
      if (verbose || result.outcome() != TestOutcome.PASSED) {
        out()
            .println(
                result.place()
                    + ": "
                    + result.outcome().json().toUpperCase(Locale.ROOT)
                    + " "
                    + result.name()
                    + " ("
                    + Words.time(result.duration())
                    + ")");
        if (!result.message().isEmpty()) {
          out().println("    " + result.message());
        }
        result.printed().forEach(line -> out().println(line.indent(4).stripTrailing()));
      }
    }
    if (!report.results().isEmpty()) {
      out()
          .printf(
              "%d passed, %d failed, %d errored, %d skipped in %s%n",
              report.count(TestOutcome.PASSED),
              report.count(TestOutcome.FAILED),
              report.count(TestOutcome.ERRORED),
              report.count(TestOutcome.SKIPPED),
              Words.time(report.duration()));
    }
  }

  private static ObjectNode json(TestReport report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (TestOutcome outcome : TestOutcome.values()) {
      json.put(outcome.json(), report.count(outcome));
    }
    json.put("duration_ns", report.duration().toNanos());
    for (TestResult result : report.results()) {
      ObjectNode entry =
          json.withArray("/tests")
              .addObject()
              .put("name", result.name())
              .put("kind", result.test().kind().name().toLowerCase(Locale.ROOT))
              .put("outcome", result.outcome().json())
              .put("duration_ns", result.duration().toNanos());
      if (!result.message().isEmpty()) {
        entry.put("message", result.message());
      }
      if (!result.printed().isEmpty()) {
        result.printed().forEach(entry.putArray("printed")::add);
      }
      entry
          .putObject("location")
          .put("file", result.test().file())
          .put("line", result.test().line())
          .put("column", result.test().column());
    }
    json.set("diagnostics", DiagnosticsJson.of(report.diagnostics()));
    return json;
  }
}
