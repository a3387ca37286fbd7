package io.eunomia.cli;

import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that compile policies have in common. */
@Command(mixinStandardHelpOptions = true)
abstract class PolicyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--v0-compatible", description = "Read policies as Rego v0 instead of v1.")
  private boolean v0;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final RegoVersion version() {
    return v0 ? RegoVersion.V0 : RegoVersion.V1;
  }

  final RegoPolicyOptions rego() {
    return RegoPolicyOptions.defaults().withVersion(version());
  }

  /** Prints diagnostics for people. */
  final void print(List<Diagnostic> diagnostics) {
    err().print(DiagnosticRenderer.render(diagnostics));
    err().flush();
  }
}
