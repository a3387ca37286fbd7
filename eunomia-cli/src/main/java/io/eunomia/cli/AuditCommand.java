package io.eunomia.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code eunomia audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Audit logs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = AuditVerifyCommand.class)
final class AuditCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing required command");
  }
}
