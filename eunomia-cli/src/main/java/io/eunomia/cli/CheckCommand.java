package io.eunomia.cli;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.ContractLoader;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Severity;
import io.eunomia.testkit.PolicyCheck;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia check}. */
@Command(
    name = "check",
    description = {
      "Parses and compiles policies and their tests, and says what is wrong with them.",
      "A service's policy must deny by default, and compile with nothing but the shared policies.",
      "What is meant so is ignored with a comment: # eunomia:ignore CODE reason",
    })
final class CheckCommand extends PolicyCommand {
  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "A directory of services, or any files and directories; with -b, bundles.")
  private List<Path> paths;

  @Option(
      names = {"-S", "--strict"},
      description =
          "Report unused variables and imports, and deprecated builtins, too; warnings are failures.")
  private boolean strict;

  @Mixin private MaxErrorsOption maxErrors = new MaxErrorsOption();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private CheckFormat format;

  @Option(
      names = "--operations",
      paramLabel = "FILE",
      description =
          "An OpenAPI document, of JSON or YAML: policies must not ask for other operations than"
              + " those that it lists. Repeat it for several.")
  private List<Path> contracts = List.of();

  @Option(
      names = "--v0-v1",
      description = "Policies must be both: keywords imported as in Rego v0, and the rules of v1.")
  private boolean both;

  @Mixin private BundleOption bundle = new BundleOption();

  @Override
  RegoVersion version() {
    return both ? RegoVersion.V0_V1 : super.version();
  }

  @Override
  public Integer call() throws IOException {
    maxErrors.check();
    PolicySources sources =
        bundle.in(PolicyLoader.withDefaults().withVersion(version()), paths).load(paths);
    if (sources.policies().isEmpty() && sources.tests().isEmpty()) {
      throw CommandException.invalidInput("there is no .rego file in " + Words.list(paths));
    }
    Set<String> operations = contracts.isEmpty() ? null : ContractLoader.operations(contracts);
    BuiltinRegistry builtins = builtins();
    RegoPolicyOptions options = rego(builtins).withStrict(strict).withErrorLimit(Integer.MAX_VALUE);
    List<Finding> findings = PolicyCheck.run(sources, options, builtins, operations);
    List<Finding> shown = maxErrors.shown(findings, CheckCommand::isError);
    switch (format) {
      case JSON -> out().println(JsonPrinter.print(DiagnosticsJson.ofFindings(shown)));
      case SARIF -> out().println(JsonPrinter.print(Sarif.of(shown)));
      case TEXT -> {
        print(shown.stream().filter(f -> !f.isIgnored()).map(Finding::diagnostic).toList());
        summary(sources, findings, shown);
      }
    }
    return findings.stream().anyMatch(this::fails) ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Whether a finding makes the check fail. */
  private boolean fails(Finding finding) {
    return isError(finding) || (strict && isWarning(finding));
  }

  private static boolean isError(Finding finding) {
    return !finding.isIgnored() && finding.diagnostic().severity() == Severity.ERROR;
  }

  private static boolean isWarning(Finding finding) {
    return !finding.isIgnored() && finding.diagnostic().severity() == Severity.WARNING;
  }

  private void summary(PolicySources sources, List<Finding> found, List<Finding> shown) {
    int errors = (int) found.stream().filter(CheckCommand::isError).count();
    int warnings = (int) found.stream().filter(CheckCommand::isWarning).count();
    int ignored = found.size() - errors - warnings;
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
                + (ignored == 0 ? "" : ", " + ignored + " ignored")
                + (shown.size() == found.size() ? "" : "; " + maxErrors.hint()));
  }
}
