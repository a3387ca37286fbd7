package io.eunomia.maven;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.source.ContractLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.testkit.PolicyCheck;
import io.eunomia.testkit.report.Words;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Parses and compiles policies and their tests, and says what is wrong with them, as {@code eunomia
 * check} does. A service's policy must deny by default, and compile with nothing but the shared
 * policies.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
final class CheckMojo extends PolicyMojo {
  /** Report unused variables and imports, and deprecated builtins, too; warnings are failures. */
  @Parameter(property = "eunomia.strict", defaultValue = "false")
  private boolean strict;

  /** OpenAPI documents: policies must not ask for other operations than those that they list. */
  @Parameter(property = "eunomia.operations")
  private List<File> operations = new ArrayList<>();

  @Override
  void run(PolicySources sources) throws IOException, MojoFailureException {
    if (sources.policies().isEmpty() && sources.tests().isEmpty()) {
      throw new MojoFailureException("there is no .rego file among the policies");
    }
    List<Path> contracts = operations.stream().map(File::toPath).toList();
    Fingerprint inputs = fingerprint().add("strict", strict);
    for (Path contract : contracts) {
      inputs.addFiles("operations", contract);
    }
    String wanted = inputs.addWithTests(sources).finish();
    String files =
        Words.count(sources.policies().size() + sources.tests().size(), "file")
            + " of "
            + Words.count(sources.services().size(), "service");
    if (isDone(lastRun(), "all", wanted)) {
      getLog().info(files + ": not changed since the last check");
      return;
    }
    forget();
    BuiltinRegistry builtins = builtins();
    List<Diagnostic> found =
        PolicyCheck.run(
                sources,
                rego(builtins).withStrict(strict),
                builtins,
                contracts.isEmpty() ? null : ContractLoader.operations(contracts))
            .stream()
            .filter(finding -> !finding.isIgnored())
            .map(Finding::diagnostic)
            .toList();
    report(found, strict);
    getLog().info(files + ": no errors");
    if (found.isEmpty()) {
      // Who has not repaired what was warned of is warned again.
      remember(new LastRun(Map.of("all", List.of(wanted))));
    }
  }
}
