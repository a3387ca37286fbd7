package io.eunomia.cli;

import io.eunomia.policy.build.CompilerVersion;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code eunomia}. */
@Command(
    name = "eunomia",
    description = "Authorization policies in Rego, compiled to WebAssembly.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = EunomiaCli.Version.class,
    subcommands = {
      CheckCommand.class,
      TestCommand.class,
      FmtCommand.class,
      BuildCommand.class,
      EvalCommand.class,
      InspectCommand.class,
      DiffCommand.class,
      CapabilitiesCommand.class,
      SignCommand.class,
      VerifyCommand.class,
      RunCommand.class,
      PushCommand.class,
      RollbackCommand.class,
      StatusCommand.class,
      AuditCommand.class,
      DemoCommand.class,
    },
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0  done",
      "  1  the work failed: findings, failed tests, no result",
      "  2  wrong usage",
      "  3  input cannot be read, or is invalid",
      "  4  the other side cannot be reached",
    })
public final class EunomiaCli implements Runnable {
  // Whoever walks a deeply nested policy recurses; address space costs nothing until it is used.
  private static final long STACK_BYTES = 256L << 20;

  @Spec private CommandSpec spec;

  /** The entry of the process. */
  public static void main(String[] args) throws InterruptedException {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    AtomicInteger exitCode = new AtomicInteger(ExitCode.FAILED);
    Thread worker =
        new Thread(
            null,
            () -> exitCode.set(commandLine().setOut(out).setErr(err).execute(args)),
            "eunomia",
            STACK_BYTES);
    worker.start();
    worker.join();
    out.flush();
    err.flush();
    System.exit(exitCode.get());
  }

  /** The command line, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new EunomiaCli())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(EunomiaCli::wrongUsage)
        .setExecutionExceptionHandler(new Failures());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing required command");
  }

  private static int wrongUsage(CommandLine.ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("error: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("see: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new OutputStreamWriter(
            new BufferedOutputStream(new FileOutputStream(to)), StandardCharsets.UTF_8));
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {CompilerVersion.compiler()};
    }
  }
}
