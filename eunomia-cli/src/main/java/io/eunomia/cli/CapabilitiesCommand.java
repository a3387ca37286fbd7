package io.eunomia.cli;

import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.rego.builtins.Capabilities;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eunomia capabilities}. */
@Command(
    name = "capabilities",
    mixinStandardHelpOptions = true,
    description = {
      "Prints what policies may use, as a file for --capabilities: builtins, and features of the"
          + " language.",
    })
final class CapabilitiesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE|VERSION",
      arity = "0..1",
      description = "What a file says, or a version of OPA knows, such as v1.9.0.")
  private @Nullable String written;

  @Option(names = "--current", description = "What they may use by default; so without options.")
  private boolean current;

  @Option(
      names = "--all",
      description = "Those builtins too that reach the network or tell of the machine.")
  private boolean all;

  @Mixin private BuiltinsOption builtins = new BuiltinsOption();

  @Override
  public Integer call() throws IOException {
    if ((written == null ? 0 : 1) + (current ? 1 : 0) + (all ? 1 : 0) > 1) {
      throw CommandException.usage("give one of FILE|VERSION, --current and --all");
    }
    Capabilities wanted =
        written != null
            ? CapabilitiesOption.read(written)
            : all ? Capabilities.all() : Capabilities.defaults();
    Capabilities printed = wanted.with(builtins.registry().declarations());
    spec.commandLine().getOut().println(JsonPrinter.print(printed.toJson()));
    return ExitCode.DONE;
  }
}
