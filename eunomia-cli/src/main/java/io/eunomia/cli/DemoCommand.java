package io.eunomia.cli;

import io.eunomia.cli.demo.Demo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code eunomia demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Goes the whole way on this machine, in less than a minute: checks and tests the example"
          + " policies, compiles them, activates them in an embedded runtime, decides by them,"
          + " replaces one while requests go on, and rolls it back.",
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return new Demo(spec.commandLine().getOut()).run() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
