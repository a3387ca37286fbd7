package io.eunomia.cli;

import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.policy.SpiffeId;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that talk to runtimes have in common. */
@Command(mixinStandardHelpOptions = true)
abstract class InstanceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private IdentityOptions identity = new IdentityOptions();

  @Option(
      names = "--expect",
      required = true,
      paramLabel = "SPIFFE-ID",
      description = "Who an instance must be; may be repeated, then it is one of these.")
  private List<String> expected;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private OutputFormat format;

  /** Does the command's work. */
  abstract List<InstanceResult> ask(ControlClient client) throws InterruptedException;

  /** What must be right before anybody is asked. */
  void prepare() throws IOException {}

  @Override
  public final Integer call() throws IOException, InterruptedException {
    Set<SpiffeId> ids = SpiffeIds.parse("--expect", expected);
    prepare();
    try (WorkloadIdentity self = identity.open();
        ControlClient client = new ControlClient(self, ids)) {
      List<InstanceResult> results = ask(client);
      PrintWriter out = spec.commandLine().getOut();
      if (format == OutputFormat.JSON) {
        out.println(JsonPrinter.print(InstanceResults.json(results)));
      } else {
        InstanceResults.text(results, out);
      }
      return exitCode(results);
    } catch (IllegalArgumentException e) {
      // An address that is none, before anything was sent.
      throw CommandException.usage(String.valueOf(e.getMessage()));
    }
  }

  private static int exitCode(List<InstanceResult> results) {
    if (results.stream().anyMatch(result -> result.outcome() == Outcome.REFUSED)) {
      return ExitCode.FAILED;
    }
    return results.stream().allMatch(result -> result.outcome().good())
        ? ExitCode.DONE
        : ExitCode.UNREACHABLE;
  }
}
