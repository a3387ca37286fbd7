package io.eunomia.cli;

import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.diff.ComparedPolicy;
import io.eunomia.testkit.diff.DiffReport;
import io.eunomia.testkit.diff.PolicyDiff;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eunomia diff}. */
@Command(
    name = "diff",
    description = {
      "Compares two policies: what is different in them, which requests they decide otherwise, and"
          + " which rules make it so.",
      "Without --inputs the requests are made of what the policies compare their input with.",
      "Exits with 1 if a request is allowed that was denied, or the other way round.",
    })
final class DiffCommand extends PolicyCommand {
  private static final long FEW_BYTES = 1 << 20;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "A bundle's file, or a directory of services.")
  private Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "What to compare it with.")
  private Path after;

  @Option(
      names = "--service",
      paramLabel = "S",
      description = "Whose policy to compare; need not be said if there is only one.")
  private @Nullable String service;

  @Option(
      names = "--inputs",
      paramLabel = "JSONL",
      description =
          "The file of inputs to ask for, one a line, or objects that have one as their 'input'; -"
              + " for standard input.")
  private @Nullable String inputs;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "Show at most so many changes of a kind; ${DEFAULT-VALUE} by default.")
  private int limit;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw CommandException.usage("--limit must be at least 1: " + limit);
    }
    BuiltinRegistry builtins = builtins();
    RegoPolicyOptions rego = rego(builtins);
    DiffSource one = DiffSource.read(before, version());
    DiffSource other = DiffSource.read(after, version());
    EntrypointConvention convention = EntrypointConvention.of(service(one, other));
    ComparedPolicy old = one.policy(convention, rego, this::print);
    ComparedPolicy changed = other.policy(convention, rego, this::print);
    DiffReport report = compare(old, changed, options(builtins));
    if (format == OutputFormat.JSON) {
      out().println(JsonPrinter.print(DiffJson.of(old, changed, report, limit)));
    } else {
      new DiffText(out(), limit).print(convention, report, inputs);
    }
    return report.decisionsChanged() ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** A few requests are decided sooner than a module is compiled. */
  private TestOptions options(BuiltinRegistry builtins) throws IOException {
    boolean few =
        inputs != null
            && !inputs.equals(EvalCommand.STANDARD_INPUT)
            && Files.size(Path.of(inputs)) < FEW_BYTES;
    return TestOptions.defaults()
        .withBuiltins(builtins)
        .withExecution(few ? Execution.INTERPRETED : Execution.COMPILED);
  }

  private DiffReport compare(ComparedPolicy old, ComparedPolicy changed, TestOptions options)
      throws IOException {
    try (PolicyDiff diff = new PolicyDiff(old, changed, options)) {
      if (inputs != null) {
        DiffInputs.read(inputs, diff::ask);
      } else if (!diff.askMadeInputs()) {
        throw CommandException.invalidInput(
            "neither "
                + before
                + " nor "
                + after
                + " has sources to make requests of: give --inputs");
      }
      return diff.report();
    } catch (InvalidModuleException e) {
      throw CommandException.invalidInput(String.valueOf(e.getMessage()));
    }
  }

  /** The one that was named, or the only one that both can be asked for. */
  private String service(DiffSource one, DiffSource other) {
    if (service != null) {
      if (!EntrypointConvention.isServiceName(service)) {
        throw CommandException.usage("'" + service + "' cannot name a service");
      }
      return service;
    }
    List<String> common = new ArrayList<>(one.services());
    common.retainAll(other.services());
    if (common.size() != 1) {
      throw CommandException.usage(
          "name the service with --service: "
              + before
              + " has "
              + (one.services().isEmpty() ? "none that is named" : Words.list(one.services()))
              + ", "
              + after
              + " has "
              + (other.services().isEmpty() ? "none that is named" : Words.list(other.services())));
    }
    return common.get(0);
  }
}
