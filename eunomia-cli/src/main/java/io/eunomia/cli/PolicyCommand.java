package io.eunomia.cli;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.source.SchemaLoader;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that compile policies have in common. */
@Command(mixinStandardHelpOptions = true)
abstract class PolicyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--v0-compatible", description = "Read policies as Rego v0 instead of v1.")
  private boolean v0;

  @Option(
      names = {"-s", "--schema"},
      paramLabel = "PATH",
      description =
          "JSON Schemas to check the types of documents by: a file for the input, or a directory of"
              + " schemas that annotations name.")
  private @Nullable Path schema;

  @SuppressWarnings("unused") // says aloud what is so anyway
  @Option(
      names = "--v1-compatible",
      description = "Read policies as Rego v1; so without the option, and --v0-compatible wins.")
  private boolean v1;

  @Option(
      names = "--capabilities",
      paramLabel = "FILE|VERSION",
      description =
          "What policies may use: a capabilities file, or a version of OPA such as v1.9.0.")
  private @Nullable String capabilities;

  @Mixin private BuiltinsOption builtins = new BuiltinsOption();

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The version of the language that policies are in. */
  RegoVersion version() {
    return v0 ? RegoVersion.V0 : RegoVersion.V1;
  }

  final RegoPolicyOptions rego() throws IOException {
    return rego(builtins());
  }

  /** How policies are compiled that may call these builtins, if no file says what they may call. */
  final RegoPolicyOptions rego(BuiltinRegistry registry) throws IOException {
    return RegoPolicyOptions.defaults()
        .withVersion(version())
        .withSchemas(schema == null ? null : SchemaLoader.load(schema))
        .withCapabilities(
            capabilities == null
                ? Capabilities.defaults().with(registry.declarations())
                : CapabilitiesOption.read(capabilities));
  }

  /** What policies may call on the host, loaded each time. */
  final BuiltinRegistry builtins() throws IOException {
    return builtins.registry();
  }

  /** Whether the user says what policies may use. */
  final boolean givesCapabilities() {
    return capabilities != null;
  }

  /** Prints diagnostics for people. */
  final void print(List<Diagnostic> diagnostics) {
    err().print(DiagnosticRenderer.render(diagnostics));
    err().flush();
  }
}
