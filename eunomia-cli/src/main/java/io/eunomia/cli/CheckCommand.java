package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.cli.text.Words;
import io.eunomia.policy.build.PolicyCheck;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia check}. */
@Command(
    name = "check",
    description = {
      "Parses and compiles policies and their tests, and says what is wrong with them.",
      "A service's policy must deny by default, and compile with nothing but the shared policies.",
    })
final class CheckCommand extends PolicyCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A directory of services, or any files and directories.")
  private List<Path> paths;

  @Option(
      names = {"-S", "--strict"},
      description = "Report unused variables and imports, and deprecated builtins, too.")
  private boolean strict;

  @Option(
      names = {"-m", "--max-errors"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many errors to show; ${DEFAULT-VALUE} by default, and 0 for all.")
  private int maxErrors;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Option(
      names = "--v0-v1",
      description = "Policies must be both: keywords imported as in Rego v0, and the rules of v1.")
  private boolean both;

  @Override
  RegoVersion version() {
    return both ? RegoVersion.V0_V1 : super.version();
  }

  @Override
  public Integer call() throws IOException {
    if (maxErrors < 0) {
      throw CommandException.usage("--max-errors must not be negative: " + maxErrors);
    }
    PolicySources sources = PolicyLoader.withDefaults().withVersion(version()).load(paths);
    if (sources.policies().isEmpty() && sources.tests().isEmpty()) {
      throw CommandException.invalidInput("there is no .rego file in " + Words.list(paths));
    }
    List<Diagnostic> found =
        PolicyCheck.check(sources, rego().withStrict(strict).withErrorLimit(Integer.MAX_VALUE));
    List<Diagnostic> shown = shown(found);
    if (format == OutputFormat.JSON) {
      out()
          .println(
              JsonPrinter.print(
                  JsonNodeFactory.instance
                      .objectNode()
                      .set("diagnostics", DiagnosticsJson.of(shown))));
    } else {
      print(shown);
      summary(sources, found, shown);
    }
    return found.stream().anyMatch(CheckCommand::isError) ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** All but the errors above the limit. */
  private List<Diagnostic> shown(List<Diagnostic> found) {
    List<Diagnostic> shown = new ArrayList<>();
    int errors = 0;
    for (Diagnostic diagnostic : found) {
      if (!isError(diagnostic) || maxErrors == 0 || errors++ < maxErrors) {
        shown.add(diagnostic);
      }
    }
    return shown;
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR;
  }

  private void summary(PolicySources sources, List<Diagnostic> found, List<Diagnostic> shown) {
    int errors = (int) found.stream().filter(CheckCommand::isError).count();
    int warnings = found.size() - errors;
    int files = sources.policies().size() + sources.tests().size();
    out()
        .println(
            Words.count(files, "file")
                + (sources.services().isEmpty()
                    ? ""
                    : " of " + Words.count(sources.services().size(), "service"))
                + ": "
                + (errors == 0 ? "no errors" : Words.count(errors, "error"))
                + (warnings == 0 ? "" : ", " + Words.count(warnings, "warning"))
                + (shown.size() == found.size()
                    ? ""
                    : "; the first " + maxErrors + " are shown, and all with --max-errors 0"));
  }
}
